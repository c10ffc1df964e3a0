FROM node:22-slim
COPY package.json ./
RUN npm ci
USER node
CMD ["node", "server.js"]
