FROM node:22-slim
COPY server.js .
USER node
CMD ["node", "server.js"]
