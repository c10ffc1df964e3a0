FROM node:22-slim AS a
CMD ["node", "worker.js"]
FROM a
ENTRYPOINT ["tini"]
CMD ["node", "server.js"]
