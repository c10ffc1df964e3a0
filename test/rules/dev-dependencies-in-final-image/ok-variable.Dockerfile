FROM node:22-slim
ENV NODE_ENV=production
COPY package.json ./
RUN npm ci
USER node
CMD ["node", "server.js"]
