FROM node:20-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY package.json package-lock.json ./
COPY server.js .
CMD ["node", "server.js"]
