FROM node:20 AS build
WORKDIR /app
COPY package.json yarn.lock .yarnrc.yml ./
RUN corepack enable
RUN yarn install --immutable
COPY . .
RUN yarn build

FROM node:20-slim
WORKDIR /app
RUN corepack enable
COPY --from=build /app /app
CMD ["yarn", "start"]
