ARG GO=1.22
FROM golang:${GO}-bookworm
#    ^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22-bookworm` ships its compiler and build cache (~807 MB) in an image that only needs the built program; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["./server"]
