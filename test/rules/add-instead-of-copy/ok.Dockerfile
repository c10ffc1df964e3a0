FROM debian:bookworm-slim
ADD rootfs.tar.xz /
ADD https://example.com/a.txt /a.txt
ADD git@github.com:example/repo.git /src
ADD --unpack=true x.bin /
ADD $ARCHIVE /
ADD app-${VERSION}.tgz /
COPY a /a
