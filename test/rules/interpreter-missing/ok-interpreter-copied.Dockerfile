FROM node:22 AS node
FROM debian:trixie-slim
COPY --from=node /usr/local/bin/node /usr/local/bin/node
USER nobody
CMD ["node", "/app.js"]
