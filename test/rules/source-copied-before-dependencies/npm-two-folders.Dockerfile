FROM node:22 AS build
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `npm ci`, so every source edit installs all dependencies again
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `npm ci`, so every source edit installs all dependencies again
RUN npm ci
RUN cd client && npm ci && npm run build
CMD ["node", "server.js"]
