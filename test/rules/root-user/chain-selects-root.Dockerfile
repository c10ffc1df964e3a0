FROM node:22 AS base
USER root
#    ^^^^ root-user: `USER root` is the last user, so whoever breaks into the program has root's rights in the container
RUN npm install -g pm2

FROM base
COPY . /app
CMD ["pm2-runtime", "/app/server.js"]
