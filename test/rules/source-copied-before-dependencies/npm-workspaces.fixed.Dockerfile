FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/tide/package.json ./packages/tide/
COPY packages/web/package.json ./packages/web/
RUN npm ci
COPY . .
CMD ["node", "packages/web/server.js"]
