FROM debian:bookworm-slim AS base
RUN useradd --system shop
USER shop

FROM base
COPY server /usr/local/bin/server
CMD ["server"]
