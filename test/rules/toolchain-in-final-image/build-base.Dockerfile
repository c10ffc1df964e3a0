FROM alpine:3.20
RUN apk add --no-cache build-base git pcre-dev
#                      ^^^^^^^^^^ toolchain-in-final-image: Installing `build-base` ships its compiler and headers in an image that only needs the built program and its libraries; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
RUN git clone https://example.com/proxy.git /src && make -C /src install
ENTRYPOINT ["proxy", "-f", "/etc/proxy.conf"]
