FROM node:22-slim
COPY . /app
USER 1000:1000
CMD ["node", "/app/server.js"]
