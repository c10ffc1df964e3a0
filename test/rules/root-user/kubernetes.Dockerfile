#: about=A number is what runAsNonRoot can check
FROM node:22-slim
#    ^^^^^^^^^^^^ root-user: `node:22-slim` runs the program as root, so whoever breaks into it has root's rights in the container
COPY . /app
CMD ["node", "/app/server.js"]
