FROM node:22-slim
  WORKDIR /app
  COPY . .
  USER node
  # The start command.
  ENTRYPOINT ["node"]
  CMD ["server.js"]
