FROM node:18 AS build
WORKDIR /app
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:18-slim
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/views /app/views
ENV NODE_ENV=production
EXPOSE 8080
RUN chown node /app
USER node
CMD ["node", "dist/server.js"]
