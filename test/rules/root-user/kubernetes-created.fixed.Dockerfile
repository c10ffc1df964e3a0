FROM debian:bookworm-slim
COPY server /usr/local/bin/server
RUN useradd --create-home --uid 10001 app
USER 10001
CMD ["server"]
