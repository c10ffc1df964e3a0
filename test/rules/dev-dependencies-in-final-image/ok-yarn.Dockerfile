#: about=Left out by an option, by a variable, by another yarn
FROM node:22-slim AS a
COPY package.json yarn.lock ./
RUN yarn install --production
ENV NODE_ENV=production
RUN yarn
FROM a
RUN yarn --prod --frozen-lockfile
CMD ["node", "server.js"]
FROM node:22-slim
RUN yarn --version
CMD ["node", "server.js"]
