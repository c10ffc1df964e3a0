FROM node:22-slim
COPY . /app
RUN chown node:node /data
USER node
CMD ["node", "/app/server.js"]
