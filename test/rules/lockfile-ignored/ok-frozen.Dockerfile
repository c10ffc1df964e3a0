FROM node:22-slim
COPY package.json yarn.lock ./
RUN yarn install --immutable
USER node
CMD ["node", "server.js"]
