FROM golang:1.22 AS build
ARG CGO_ENABLED
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(warning): `go build` may make a program that does not start on `scratch`, which has no C library: `ARG CGO_ENABLED` has no default, so cgo is on unless the build is told otherwise, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
