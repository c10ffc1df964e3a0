#: about=The manifest of the folder that the command runs in counts.
FROM node:22-slim
WORKDIR /app
COPY . .
RUN cd client && npm ci
USER node
CMD ["node", "server.js"]
