FROM debian:bookworm-slim
RUN useradd --system app
ENTRYPOINT ["gosu", "1000", "/srv/run"]
