FROM node:22-slim
WORKDIR /app
COPY . .
RUN chown -R node:node .
#   ^^^^^^^^^^^^^^^^^^^^ copy-then-change-owner: `chown` stores `/app` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chown`
USER node
CMD ["node", "/app/server.js"]
