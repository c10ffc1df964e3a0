FROM node:22 AS dev
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies(hint): `COPY . .` precedes `npm install`, so every source edit installs all dependencies again
RUN npm install
CMD ["npm", "run", "dev"]

FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
CMD ["node", "server.js"]
