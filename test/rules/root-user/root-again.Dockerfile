#: about=The file's own user is taken up again behind the last command that needs root
FROM node:22-slim
WORKDIR /app
USER node
COPY --chown=node package.json .
RUN npm install
USER root
#    ^^^^ root-user: `USER root` is the last user, so whoever breaks into the program has root's rights in the container
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
CMD ["tini", "--", "node", "server.js"]
