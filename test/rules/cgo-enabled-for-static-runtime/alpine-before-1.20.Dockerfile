FROM golang:1.19-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default before Go 1.20 (here 1.19), with or without a C compiler, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
