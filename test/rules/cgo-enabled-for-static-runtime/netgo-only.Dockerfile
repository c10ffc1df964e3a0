FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -tags netgo -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `os/user`

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
