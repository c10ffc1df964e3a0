# syntax=docker/dockerfile:1
FROM node:22-slim
COPY package*.json ./
RUN npm ci --omit=dev
#   ^^^^^^ cache-mount-missing: `npm ci` fetches everything again whenever this step runs; a cache mount on `/root/.npm` keeps it from build to build
USER node
CMD ["node", "x.js"]
