FROM node:22-slim
WORKDIR /app
COPY . .
RUN mkdir -p /data && chown node:node /data
COPY --chown=node:node seed/ /data/
VOLUME ["/data"]
USER node
CMD ["node", "server.js"]
