FROM node:22-slim
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
#   ^^^^^^^^^^^^ dependency-cache-in-layer(hint): `yarn install` leaves what it downloaded in yarn's cache of this layer, where nothing reads it again
USER node
CMD ["node", "server.js"]
