FROM oven/bun:1.1
WORKDIR /app
ADD . .
#<^^^^^ source-copied-before-dependencies: `ADD . .` precedes `bun install`, so every source edit installs all dependencies again
RUN bun install --frozen-lockfile
CMD ["bun", "server.ts"]
