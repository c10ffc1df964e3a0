FROM debian:bookworm-slim
CMD ["server"]
COPY server /usr/local/bin/server
RUN chmod 755 /usr/local/bin/server
RUN useradd --system --create-home app
USER app
