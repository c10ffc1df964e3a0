FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
RUN rm -rf /var/lib/apt/lists/*
#          ^^^^^^^^^^^^^^^^^^^^ removed-in-later-layer: `rm` frees nothing, because what the package manager fetched stays in the earlier layer that brought it
USER nobody
CMD ["sleep", "1"]
