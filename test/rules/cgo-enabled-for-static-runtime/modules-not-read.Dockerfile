FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /ahoy .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(warning): `go build` may make a program that does not start on `scratch`, which has no C library: cgo is on by default

FROM scratch
COPY --from=build /ahoy /ahoy
CMD ["/ahoy"]
