FROM node:18 AS build
RUN npm install -g pm2
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev

FROM node:18-slim
RUN npm install -g pm2
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY . .
RUN chown node /app
USER node
CMD ["pm2-runtime", "server.js"]
