FROM golang:1.22-alpine
COPY ./ /src/
#<^^^^^^^^^^^ source-copied-before-dependencies: `COPY ./ /src/` precedes `go mod download`, so every source edit downloads every module again
WORKDIR /src
RUN apk add --no-cache git \
    && go mod download \
    && go build -o /server .
CMD ["/server"]
