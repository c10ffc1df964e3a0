FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 curl git && rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["/server"]
