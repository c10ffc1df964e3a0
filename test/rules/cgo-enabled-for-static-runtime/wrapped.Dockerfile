#: about=The variable goes behind env and sudo.
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN set -eux; \
    env GOOS=linux go build -o /one . ; \
#                  ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`
    sudo -E GOFLAGS=-trimpath go build -o /two .
#                             ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /one /two /
CMD ["/one"]
