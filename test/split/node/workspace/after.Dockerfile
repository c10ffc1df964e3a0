FROM node:20 AS build
WORKDIR /repo
COPY . .
RUN npm ci
RUN npm run build --workspace=api

FROM node:20-slim
WORKDIR /repo
COPY --from=build /repo /repo
RUN chown node /repo
USER node
CMD ["node", "packages/api/dist/index.js"]
