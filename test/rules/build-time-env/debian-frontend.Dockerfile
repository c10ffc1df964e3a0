FROM debian:trixie-slim
ENV DEBIAN_FRONTEND noninteractive
#   ^^^^^^^^^^^^^^^ build-time-env: `DEBIAN_FRONTEND` stays set in every container of the image, where `apt-get` then asks nothing and silently takes defaults
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY server /server
USER nobody
CMD ["/server"]
