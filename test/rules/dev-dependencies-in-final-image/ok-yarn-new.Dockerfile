#: about=Newer versions of yarn have no such option
FROM node:22-slim
RUN corepack enable
COPY package.json yarn.lock ./
RUN yarn install
CMD ["node", "server.js"]
