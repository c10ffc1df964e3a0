#: about=A JSON array holds one command, so there is no fix
FROM debian:bookworm
RUN ["apt-get", "update"]
#   ^^^^^^^^^^^^^^^^^^^^^ package-index-in-own-layer: `apt-get update` is cached as a layer of its own, so a package that is added later is installed from an old index, which fails or misses security fixes
RUN ["apt-get", "install", "-y", "curl"]
