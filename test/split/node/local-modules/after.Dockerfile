FROM node:20 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20-slim
WORKDIR /app
COPY . .
COPY --from=build /app/node_modules /app/node_modules
RUN chown node /app
USER node
CMD ["node", "server.js"]
