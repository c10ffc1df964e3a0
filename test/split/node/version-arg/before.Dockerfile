ARG NODE_VERSION=20
FROM node:${NODE_VERSION}
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
CMD ["node", "dist/index.js"]
