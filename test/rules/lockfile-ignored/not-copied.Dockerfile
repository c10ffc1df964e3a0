FROM node:22-slim
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
#   ^^^^^^^^^^^ lockfile-ignored: `npm install` runs without `package-lock.json`, which is not copied before it, so every build may install other versions
USER node
CMD ["node", "server.js"]
