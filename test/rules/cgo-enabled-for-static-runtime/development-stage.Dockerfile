FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(hint): `go build` makes a program that does not start on `alpine:3.20`, which has musl instead of glibc: cgo is on by default, and `main.go` imports `net/http`

FROM alpine:3.20 AS dev
COPY --from=build /server /server
CMD ["/server"]

FROM debian:bookworm-slim
COPY --from=build /server /server
CMD ["/server"]
