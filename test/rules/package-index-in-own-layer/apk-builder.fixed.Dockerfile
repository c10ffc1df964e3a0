FROM alpine:3.22 AS build
RUN apk update && apk add gcc
