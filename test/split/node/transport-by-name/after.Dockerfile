FROM node:20 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci

FROM node:20-slim
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY . .
RUN chown node /app
USER node
CMD ["node", "server.js"]
