FROM debian:bookworm-slim
COPY server /usr/local/bin/server
RUN useradd --system --create-home app
USER app
CMD ["server"]
