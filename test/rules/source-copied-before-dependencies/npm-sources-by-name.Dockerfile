FROM node:22-slim
WORKDIR /app
COPY src ./src
#<^^^^^^^^^^^^ source-copied-before-dependencies: `COPY src ./src` precedes `npm ci`, so every source edit installs all dependencies again
COPY package.json package-lock.json ./
RUN npm ci
CMD ["node", "src/server.js"]
