FROM debian:bookworm-slim AS builder
CMD make
FROM debian:bookworm-slim AS a
CMD overridden here
CMD ["app"]
