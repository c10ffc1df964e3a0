FROM node:22-slim AS a
# the worker
HEALTHCHECK NONE
ENTRYPOINT ["tini"]
CMD ["node", "server.js"]
