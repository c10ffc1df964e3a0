FROM node:22-slim
COPY server.js /app/server.js
RUN chown node:node /app/server.js && mkdir /data
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copy-then-change-owner(hint): `chown` stores `/app/server.js` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chown`
USER node
CMD ["node", "/app/server.js"]
