FROM node:22-bookworm AS build
WORKDIR /app
# The server and its pages
COPY package.json package-lock.json ./
RUN npm install --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
COPY . .
COPY --from=build /app/node_modules /app/node_modules
RUN chown node /app
USER node
CMD ["node", "server.js"]
