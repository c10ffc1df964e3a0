FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22-bookworm
#    ^^^^^^^^^^^^^^^^ full-variant-base-image: `node:22-bookworm` (~1.1 GB) carries compilers, headers and version control, which `node:22-bookworm-slim` (~227 MB) leaves out
COPY --from=build /app/dist /app
USER node
CMD ["node", "/app/server.js"]
