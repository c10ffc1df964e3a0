FROM node:22-slim AS a
COPY package.json yarn.lock ./
RUN yarn --production --frozen-lockfile
CMD ["node", "server.js"]
FROM a
RUN yarn install --production
CMD ["node", "server.js"]
