FROM golang:1.22-bookworm AS build
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `github.com/mattn/go-sqlite3`, which needs cgo

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
