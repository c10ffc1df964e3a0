FROM alpine:3.22
RUN set -eo pipefail && wget -qO- https://example.com/list | sort -u > /list
