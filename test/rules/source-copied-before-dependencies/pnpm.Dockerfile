FROM node:22-slim
RUN npm i -g pnpm@9
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `pnpm install`, so every source edit installs all dependencies again
RUN pnpm install --frozen-lockfile
RUN pnpm build
CMD ["node", "server.js"]
