FROM node:22-slim
COPY package.json package-lock.json ./
RUN npm install express && npm install -g serve
USER node
CMD ["node", "server.js"]
