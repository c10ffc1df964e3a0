#: about=Nothing is known of the project, so what usually happens is reported.
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` may make a program that does not start on `scratch`, which has no C library: cgo is on by default

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
