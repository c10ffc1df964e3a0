FROM debian:bookworm-slim AS builder
LABEL org.opencontainers.image.licenses="Apache 2.0"
FROM debian:bookworm-slim
ARG REV
ARG DATE=someday
LABEL org.opencontainers.image.created=$DATE \
      org.opencontainers.image.revision="${REV}" \
      org.opencontainers.image.source="https://github.com/example/app" \
      org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND GPL-3.0-only WITH Classpath-exception-2.0" \
      org.label-schema.build-date=2026-02-28T10:00:00+01:00 \
      version=""
