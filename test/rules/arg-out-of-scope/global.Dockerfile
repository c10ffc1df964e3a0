ARG VERSION=1.2
FROM alpine:3.22 AS base
# the tool
RUN wget https://example.com/tool-${VERSION}.tgz
#                                 ^^^^^^^^^ arg-out-of-scope: `VERSION` is declared before FROM and the stage `base` does not declare it again, so it is empty here
ENV VERSION_USED=$VERSION
