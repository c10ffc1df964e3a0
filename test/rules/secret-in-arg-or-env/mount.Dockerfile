# syntax=docker/dockerfile:1
FROM node:22-slim
# the registry's
ARG NPM_TOKEN
#   ^^^^^^^^^ secret-in-arg-or-env: `NPM_TOKEN` looks like a secret, and the value of a build argument stays in the image's history and in the build's records
COPY package.json .npmrc ./
RUN npm ci
RUN --network=default echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc \
    && npm ci
CMD ["node", "server.js"]
