# A harbour clock that needs nothing but Node.js
FROM node:18 AS build

WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .

FROM node:18-slim

WORKDIR /app
COPY --from=build /app /app

EXPOSE 8080
RUN chown node /app
USER node
CMD ["node", "server.js"]
