FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npx webpack
FROM node:22-slim
WORKDIR /app
COPY --from=build /app ./
#                 ^^^^ build-tree-copied(info): `/app` is the folder that the program is built in, so its sources and what the build left there come along
USER node
CMD ["node", "dist/server.js"]
