FROM node:22-slim
COPY --chown=node:node server.js /app/server.js
RUN mkdir /data
USER node
CMD ["node", "/app/server.js"]
