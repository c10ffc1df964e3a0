FROM golang:1.22 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -buildmode=pie -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `scratch`, which has no C library: `-buildmode=pie` makes a program that needs the dynamic loader

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
