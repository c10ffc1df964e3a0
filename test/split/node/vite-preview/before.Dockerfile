FROM node:20-alpine
WORKDIR /app
COPY package.json pnpm-lock.yaml ./
RUN corepack enable && pnpm i
COPY . .
RUN pnpm build
EXPOSE 4173
USER node
CMD ["pnpm", "preview", "--host"]
