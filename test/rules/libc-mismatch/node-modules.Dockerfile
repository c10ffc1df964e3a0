FROM node:22-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev

FROM node:22-slim
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
#                 ^^^^^^^^^^^^^^^^^ libc-mismatch: `/app/node_modules` holds Node packages installed for musl, but `node:22-slim` has glibc, so those with compiled parts can't be loaded
COPY server.js .
USER node
CMD ["node", "server.js"]
