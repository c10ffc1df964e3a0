FROM node:20 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:20-slim
WORKDIR /app
COPY --from=build /app /app
RUN chown node /app
USER node
CMD ["node", "-r", "tsconfig-paths/register", "dist/index.js"]
