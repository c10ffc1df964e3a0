FROM debian:trixie-slim
RUN useradd -l --uid 1000660000 app
USER app
