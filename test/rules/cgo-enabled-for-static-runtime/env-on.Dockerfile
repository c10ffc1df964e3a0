FROM golang:1.22 AS build
ENV CGO_ENABLED=1
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: `CGO_ENABLED=1` is set, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
