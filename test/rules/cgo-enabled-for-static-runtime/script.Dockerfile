FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN ./scripts/build.sh
#   ^^^^^^^^^^^^^^^^^^ cgo-enabled-for-static-runtime: `./scripts/build.sh` makes a program that does not start on `scratch`, which has no C library: cgo is on by default, and `main.go` imports `net/http`

FROM scratch
COPY --from=build /src/out/harbour /harbour
CMD ["/harbour"]
