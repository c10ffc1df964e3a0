FROM node:22-slim
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
USER node
CMD ["node", "server.js"]
