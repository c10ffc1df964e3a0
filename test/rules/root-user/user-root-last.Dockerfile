FROM node:22
WORKDIR /app
COPY . .
RUN npm ci
USER root
#    ^^^^ root-user: `USER root` is the last user, so whoever breaks into the program has root's rights in the container
CMD ["node", "server.js"]
