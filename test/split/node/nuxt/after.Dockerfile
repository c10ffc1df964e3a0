FROM node:20 AS build
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build

FROM node:20-slim
WORKDIR /app
COPY --from=build /app/.output /app/.output
ENV HOST=0.0.0.0
RUN chown node /app
USER node
CMD ["node", ".output/server/index.mjs"]
