FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go install -v ./...
#   ^^^^^^^^^^ cgo-enabled-for-static-runtime: `go install` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `cmd/harbour/main.go` imports `net/http`

FROM scratch
COPY --from=build /go/bin/ /bin/
CMD ["/bin/harbour"]
