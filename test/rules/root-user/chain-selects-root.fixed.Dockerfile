FROM node:22 AS base
USER root
RUN npm install -g pm2

FROM base
COPY . /app
USER node
CMD ["pm2-runtime", "/app/server.js"]
