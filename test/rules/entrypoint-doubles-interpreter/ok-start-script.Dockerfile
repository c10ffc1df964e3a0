#: about=The entrypoint of the official image starts what CMD says.
FROM node:22-slim
USER node
CMD ["node", "server.js"]
