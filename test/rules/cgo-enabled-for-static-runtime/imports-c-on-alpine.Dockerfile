FROM golang:1.22-bookworm AS build
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(warning): `go build` makes a program that does not start on `alpine:3.20`, which has musl instead of glibc: cgo is on by default, and `tide/tide.go` imports `C`

FROM alpine:3.20
COPY --from=build /server /server
CMD ["/server"]
