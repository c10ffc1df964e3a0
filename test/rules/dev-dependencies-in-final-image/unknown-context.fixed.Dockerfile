FROM node:12-slim
WORKDIR /app
COPY package.json ./
RUN npm install --production
COPY server.js ./
USER node
CMD ["node", "server.js"]
