#: about=yarn alone installs everything too
FROM node:22-slim AS a
COPY package.json yarn.lock ./
RUN yarn --frozen-lockfile
#   ^^^^ dev-dependencies-in-final-image(info): `yarn` also installs the development dependencies, which the image then carries
CMD ["node", "server.js"]
FROM a
RUN yarn install
#   ^^^^^^^^^^^^ dev-dependencies-in-final-image(info): `yarn install` also installs the development dependencies, which the image then carries
CMD ["node", "server.js"]
