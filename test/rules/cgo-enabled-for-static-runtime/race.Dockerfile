FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -race -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: `-race` builds with cgo and needs the C library

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
