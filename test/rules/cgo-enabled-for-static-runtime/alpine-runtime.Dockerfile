#: about=The program gets the last part of the module path as its name.
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build
#   ^^^^^^^^ cgo-enabled-for-static-runtime(warning): `go build` makes a program that does not start on `alpine:3.20`, which has musl instead of glibc: cgo is on by default, and `main.go` imports `net/http`

FROM alpine:3.20
COPY --from=build /src/harbour /usr/local/bin/
CMD ["harbour"]
