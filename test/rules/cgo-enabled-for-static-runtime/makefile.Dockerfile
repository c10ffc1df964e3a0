FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN make build VERSION=1.2
#   ^^^^^^^^^^ cgo-enabled-for-static-runtime: `make build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /src/bin/harbour /harbour
CMD ["/harbour"]
