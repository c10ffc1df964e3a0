FROM alpine:3.22
RUN set -o pipefail && wget -qO- https://example.com/list | sort -u > /list
