# syntax=docker/dockerfile:1
FROM node:22-slim
COPY package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
USER node
CMD ["node", "x.js"]
