FROM golang:1.22
WORKDIR /tmp/build
COPY . .
RUN set -eux; \
    # the tool itself
    go build -o server .; \
    mv server /usr/local/bin/server; \
    rm -rf /tmp/build
WORKDIR /
CMD ["server"]
