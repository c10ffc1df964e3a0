FROM debian:bookworm-slim
RUN useradd --system app
