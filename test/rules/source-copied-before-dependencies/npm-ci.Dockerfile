FROM node:22-slim
WORKDIR /app
COPY --chown=node:node . .
#<^^^^^^^^^^^^^^^^^^^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `npm ci`, so every source edit installs all dependencies again
RUN npm ci --omit=dev && npm cache clean --force
USER node
CMD ["node", "server.js"]
