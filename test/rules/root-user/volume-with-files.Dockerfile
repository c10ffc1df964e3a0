#: about=The volume's own files go to the user, before VOLUME, where the classic builder still keeps the change
FROM node:22-slim
#    ^^^^^^^^^^^^ root-user: `node:22-slim` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY . .
COPY seed/ /data/
VOLUME ["/data"]
CMD ["node", "server.js"]
