#: about=Only an external linker obeys the flag; tried with Go 1.22.
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -ldflags '-extldflags "-static"' -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
