FROM node:22-slim
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `npm ci`, so every source edit installs all dependencies again
RUN chown -R node:node /app
USER node
RUN npm ci
CMD ["node", "server.js"]
