FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci

FROM node:22-alpine
WORKDIR /app
COPY --from=build /app ./
RUN npm rebuild
USER node
CMD ["node", "server.js"]
