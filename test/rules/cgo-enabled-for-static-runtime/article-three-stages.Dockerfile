#: about=This one really has the fault.
FROM golang:1.22 AS builder
WORKDIR /app
COPY . .
RUN go build -o server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` may make a program that does not start on `scratch`, which has no C library: cgo is on by default
FROM golang:1.22 AS tester
WORKDIR /app
COPY . .
RUN go test ./...
FROM scratch AS final
COPY --from=builder /app/server /server
CMD ["/server"]
