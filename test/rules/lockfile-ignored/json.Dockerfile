#: about=The options are strings of their own
FROM node:22-slim
WORKDIR /app
COPY package.json yarn.lock ./
RUN ["yarn"]
#     ^^^^ lockfile-ignored: `yarn` may install other versions than `yarn.lock` says, and changes it; `yarn install --frozen-lockfile` keeps to it
CMD ["node", "."]
