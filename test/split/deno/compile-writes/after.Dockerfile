FROM denoland/deno:debian-2.3.1 AS build
WORKDIR /app
COPY . .
RUN deno compile -A -o /usr/local/bin/notes src/notes.ts

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/local/bin/notes /usr/local/bin/notes
HEALTHCHECK CMD curl --fail http://localhost:8000/ || exit 1
CMD notes
