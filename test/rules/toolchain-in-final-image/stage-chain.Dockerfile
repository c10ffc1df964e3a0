FROM golang:1.22 AS base
#    ^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22` ships its compiler and build cache (~807 MB) in an image that only needs the built program; no split is offered: the shipped stage is built on another stage of this file
WORKDIR /app
COPY . .

FROM base
RUN go build -o server .
CMD ["./server"]
