FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o harbour . && mv harbour /usr/local/bin/harbour
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`

FROM alpine:3.20 AS pack
WORKDIR /rootfs
COPY --from=build /usr/local/bin/harbour bin/harbour

FROM scratch
COPY --from=pack /rootfs/bin/harbour /harbour
ENTRYPOINT ["/harbour"]
