FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci
RUN chown -R node:node /app
#                      ^^^^ removed-in-later-layer: `chown` stores `/app` a second time, because an earlier layer holds it already
USER node
CMD ["node", "server.js"]
