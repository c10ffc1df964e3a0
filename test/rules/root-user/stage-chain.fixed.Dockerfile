FROM debian:bookworm-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*

FROM base AS release
COPY server /usr/local/bin/server
RUN useradd --system --create-home app
USER app
CMD ["server"]
