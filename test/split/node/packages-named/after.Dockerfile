FROM node:20 AS build
WORKDIR /app
COPY src ./src
RUN npm install express && npx tsc src/index.ts --outDir dist

FROM node:20-slim
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
RUN chown node /app
USER node
CMD ["node", "dist/index.js"]
