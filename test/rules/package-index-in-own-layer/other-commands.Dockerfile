FROM debian:trixie-slim
RUN echo deb http://example.com/ x main > /etc/apt/sources.list.d/x.list && apt-get update
#                                                                           ^^^^^^^^^^^^^^ package-index-in-own-layer: `apt-get update` is cached as a layer of its own, so a package that is added later is installed from an old index, which fails or misses security fixes
RUN apt-get install -y --no-install-recommends curl
