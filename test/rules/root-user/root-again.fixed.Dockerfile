FROM node:22-slim
WORKDIR /app
USER node
COPY --chown=node package.json .
RUN npm install
USER root
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
USER node
CMD ["tini", "--", "node", "server.js"]
