FROM debian:bookworm-slim
RUN groupadd -r shop && useradd -r -g shop -s /usr/sbin/nologin shop
COPY server /usr/local/bin/server
USER shop
CMD ["server"]
