FROM alpine:3.22 AS build
RUN apk update
#   ^^^^^^^^^^ package-index-in-own-layer: `apk update` is cached as a layer of its own, so a package that is added later is installed from an old index, which fails or misses security fixes
RUN apk add gcc
