FROM node:22-slim
USER node
ENTRYPOINT ["node"]
CMD ["node", "server.js"]
#     ^^^^ entrypoint-doubles-interpreter: ENTRYPOINT starts `node` already, so `node` is its first argument here and the container stops at once
