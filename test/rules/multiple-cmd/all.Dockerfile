FROM node:22-slim AS a
HEALTHCHECK CMD true
#<^^^^^^^^^ multiple-cmd: A later `HEALTHCHECK` of the stage replaces this one, so it has no effect
# the worker
CMD node \
#<^ multiple-cmd: A later `CMD` of the stage replaces this one, so it has no effect
  worker.js
ENTRYPOINT ["x"]
#<^^^^^^^^ multiple-cmd: A later `ENTRYPOINT` of the stage replaces this one, so it has no effect
CMD node server.js
#<^ multiple-cmd: A later `CMD` of the stage replaces this one, so it has no effect
HEALTHCHECK NONE
ENTRYPOINT ["tini"]
CMD ["node", "server.js"]
