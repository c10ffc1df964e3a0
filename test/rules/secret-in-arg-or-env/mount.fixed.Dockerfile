# syntax=docker/dockerfile:1
FROM node:22-slim
# the registry's
COPY package.json .npmrc ./
RUN npm ci
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN --network=default echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc \
    && npm ci
CMD ["node", "server.js"]
