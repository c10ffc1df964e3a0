FROM oven/bun:1.3 AS build

WORKDIR /app
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile
COPY . .
RUN bun run build
RUN rm -rf node_modules && bun install --production --frozen-lockfile

FROM oven/bun:1.3-slim

WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/package.json /app/package.json
EXPOSE 8080
RUN chown bun /app
USER bun
CMD ["bun", "dist/main.js"]
