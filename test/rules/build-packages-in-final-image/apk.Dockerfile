FROM node:22-alpine
WORKDIR /app
COPY package*.json ./
RUN apk add --no-cache python3 make g++ && npm ci --omit=dev
#                              ^^^^ build-packages-in-final-image: Installing `make` and `g++` ships what only a build needs, and it stays in the image to its end
COPY . .
USER node
CMD ["node", "server.js"]
