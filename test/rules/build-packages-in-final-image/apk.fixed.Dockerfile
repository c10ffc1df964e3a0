FROM node:22-alpine
WORKDIR /app
COPY package*.json ./
RUN apk add --no-cache python3 make g++ && npm ci --omit=dev && apk del make g++
COPY . .
USER node
CMD ["node", "server.js"]
