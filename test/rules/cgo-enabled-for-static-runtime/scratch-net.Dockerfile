# The harbour's web server
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go vet ./... && \
    go build -trimpath \
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`
      -o server .

FROM scratch
COPY --from=build /src/server /server
CMD ["/server"]
