#: about=The base image leaves root, and has a user of its own
FROM node:22-slim
#    ^^^^^^^^^^^^ root-user: `node:22-slim` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .

EXPOSE 3000
# Starts the server.
CMD ["node", "server.js"]
