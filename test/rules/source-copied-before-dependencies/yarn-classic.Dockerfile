FROM node:22-slim
WORKDIR /app
COPY . /app
#<^^^^^^^^^ source-copied-before-dependencies: `COPY . /app` precedes `yarn`, so every source edit installs all dependencies again
RUN yarn --frozen-lockfile --production
CMD ["node", "server.js"]
