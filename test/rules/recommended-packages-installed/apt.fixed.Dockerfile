FROM debian:trixie-slim
RUN apt-get update && apt-get install --no-install-recommends -y imagemagick && rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["sleep", "1"]
