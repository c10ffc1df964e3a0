#: about=The classic builder knows no mounts.
FROM node:22-slim
COPY package*.json ./
RUN npm ci --omit=dev
USER node
CMD ["node", "x.js"]
