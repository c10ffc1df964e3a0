FROM debian:bookworm-slim
ARG REV
LABEL org.opencontainers.image.created="yesterday" \
      # where it comes from
      org.opencontainers.image.source=github.com/example/app \
      org.opencontainers.image.licenses="GPL-3.0-only" \
      org.opencontainers.image.title=""
