FROM golang:1.22-alpine
#    ^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22-alpine` ships its compiler and build cache (~215 MB) in an image that only needs the built program; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /go/src/shop
COPY . .
RUN go install ./...
ENTRYPOINT ["shop"]
