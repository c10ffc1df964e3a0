FROM node:22 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev

FROM node:22-alpine
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY . .
RUN chown node /app
USER node
CMD ["node", "--enable-source-maps", "server.js"]
