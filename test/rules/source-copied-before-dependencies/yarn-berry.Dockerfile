FROM node:22-slim
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `yarn install`, so every source edit installs all dependencies again
RUN corepack enable
RUN yarn install --immutable
CMD ["node", "server.js"]
