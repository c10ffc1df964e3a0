ARG VERSION=1.2
FROM alpine:3.22 AS base
ARG VERSION
# the tool
RUN wget https://example.com/tool-${VERSION}.tgz
ENV VERSION_USED=$VERSION
