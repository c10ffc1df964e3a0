FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm i --omit=dev
#   ^^^^^ lockfile-ignored: `npm i` may install other versions than `package-lock.json` says, and changes it; `npm ci` keeps to it
USER node
CMD ["node", "server.js"]
