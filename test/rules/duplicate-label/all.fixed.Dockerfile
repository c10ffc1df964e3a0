FROM debian:bookworm-slim AS base
LABEL team="platform"
LABEL version=3 site=https://example.com \
      # Whom to ask.
      owner=me
LABEL owner=you
CMD ["true"]
