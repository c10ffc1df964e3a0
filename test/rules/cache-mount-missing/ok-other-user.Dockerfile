# syntax=docker/dockerfile:1
FROM node:22-slim
USER node
COPY package*.json ./
RUN npm ci --omit=dev
CMD ["node", "x.js"]
