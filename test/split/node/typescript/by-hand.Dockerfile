FROM node:18 AS build
WORKDIR /app
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:18-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY views ./views
EXPOSE 8080
USER node
CMD ["node", "dist/server.js"]
