FROM node:22-slim
#    ^^^^^^^^^^^^ root-user: `node:22-slim` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY server.js ./
CMD ["node", "server.js"]
