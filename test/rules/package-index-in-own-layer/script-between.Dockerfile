FROM debian:trixie-slim
COPY setup.sh /
RUN apt-get update
#   ^^^^^^^^^^^^^^ package-index-in-own-layer: `apt-get update` is cached as a layer of its own, so a package that is added later is installed from an old index, which fails or misses security fixes
RUN /setup.sh
RUN apt-get install -y --no-install-recommends curl
