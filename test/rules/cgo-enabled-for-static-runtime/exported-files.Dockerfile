#: about=Without a start command the stage may only export a file.
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /harbour .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(hint): `go build` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /harbour /
