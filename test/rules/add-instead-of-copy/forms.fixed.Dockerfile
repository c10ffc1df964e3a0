FROM debian:bookworm-slim
COPY app.conf /etc/
COPY . /src
COPY --chown=1:1 \
    # the folder
    web/ /web/
COPY ["a b.txt", "/"]
COPY rootfs /
COPY conf* /etc/
