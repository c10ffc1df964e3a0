FROM node:22-slim
WORKDIR /app
COPY package.json yarn.lock .yarnrc.yml ./
COPY .yarn ./.yarn/
RUN corepack enable
RUN yarn install --immutable
COPY . .
CMD ["node", "server.js"]
