FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN cd cmd && CGO_ENABLED=1 GOOS=linux go build -o /server .
#                                      ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: `CGO_ENABLED=1` is set, and `cmd/main.go` imports `net/http`

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
