FROM debian:trixie-slim
RUN useradd --uid 10001 app
USER app
