FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev
#   ^^^^^^^^^^^ lockfile-ignored: `npm install` may install other versions than `package-lock.json` says, and changes it; `npm ci` keeps to it
USER node
CMD ["node", "server.js"]
