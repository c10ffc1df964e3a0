FROM node:22-slim
WORKDIR /app
COPY package*.json ./
RUN npm ci --only=production
#          ^^^^^^^^^^^^^^^^^ dev-dependencies-in-final-image(hint): `--only=production` is an old spelling of `--omit=dev`, about which npm warns in every build
USER node
CMD ["node", "server.js"]
