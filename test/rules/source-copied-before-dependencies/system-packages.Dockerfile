FROM debian:bookworm-slim
COPY . /srv
#<^^^^^^^^^ source-copied-before-dependencies: `COPY . /srv` precedes `apt-get install`, so every source edit installs the system packages again
RUN apt-get update && \
    apt-get install -y --no-install-recommends ffmpeg && \
    rm -rf /var/lib/apt/lists/*
CMD ["/srv/start.sh"]
