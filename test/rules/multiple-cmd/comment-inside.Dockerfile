FROM node:22-slim
CMD node \
#<^ multiple-cmd: A later `CMD` of the stage replaces this one, so it has no effect
  # which one
  worker.js
CMD ["node", "server.js"]
