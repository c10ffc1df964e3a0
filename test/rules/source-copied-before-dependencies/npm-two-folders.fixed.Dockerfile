FROM node:22 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN cd client && npm ci && npm run build
CMD ["node", "server.js"]
