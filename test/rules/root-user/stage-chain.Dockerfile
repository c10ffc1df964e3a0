FROM debian:bookworm-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*

FROM base AS release
#    ^^^^ root-user: `base` runs the program as root, so whoever breaks into it has root's rights in the container
COPY server /usr/local/bin/server
CMD ["server"]
