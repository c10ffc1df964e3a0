FROM node:22-slim
WORKDIR /app
COPY package.json yarn.lock /app/
RUN yarn --frozen-lockfile --production
COPY . /app
CMD ["node", "server.js"]
