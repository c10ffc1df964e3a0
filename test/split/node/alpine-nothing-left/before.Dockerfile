FROM node:20-alpine
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
RUN node scripts/seed.js
CMD ["node", "server.js"]
