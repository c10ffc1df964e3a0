FROM node:22-slim AS build
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn && yarn build
#   ^^^^ lockfile-ignored: `yarn` may install other versions than `yarn.lock` says, and changes it; `yarn install --frozen-lockfile` keeps to it
