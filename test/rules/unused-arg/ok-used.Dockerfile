ARG VERSION=3.22
ARG TAG=$VERSION
FROM alpine:$TAG
ARG REVISION
LABEL org.opencontainers.image.revision=$REVISION
