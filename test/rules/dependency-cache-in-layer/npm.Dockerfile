FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
#   ^^^^^^ dependency-cache-in-layer(hint): `npm ci` leaves what it downloaded in `~/.npm` of this layer, where nothing reads it again
USER node
CMD ["node", "server.js"]
