FROM node:22-slim
WORKDIR /app
COPY server.js ./
CMD ["node", "server.js"]
