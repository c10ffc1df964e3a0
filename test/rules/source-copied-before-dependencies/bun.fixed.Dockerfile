FROM oven/bun:1.1
WORKDIR /app
COPY package.json bun.lockb ./
RUN bun install --frozen-lockfile
ADD . .
CMD ["bun", "server.ts"]
