# syntax=docker/dockerfile:1
FROM node:22-slim
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies(hint): `COPY . .` precedes `npm ci`, so every source edit installs all dependencies again, if only from its cache mount
RUN --mount=type=cache,target=/root/.npm npm ci
CMD ["node", "server.js"]
