FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22-bookworm-slim
COPY --from=build /app/dist /app
USER node
CMD ["node", "/app/server.js"]
