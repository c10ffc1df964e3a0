FROM golang:1.25-alpine AS build
RUN apk add --no-cache git make
COPY . /src
RUN (cd /src && make) && \
    cp /src/bin/server /server
CMD ["/server"]
