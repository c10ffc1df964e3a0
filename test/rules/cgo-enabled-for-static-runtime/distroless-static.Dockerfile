FROM golang:1.22-bookworm AS build
WORKDIR /src
COPY . .
RUN GOOS=linux go build -o /out/ ./cmd/harbour
#              ^^^^^^^^ cgo-enabled-for-static-runtime: `go build` makes a program that does not start on `gcr.io/distroless/static-debian12:nonroot`, which has no C library: cgo is on by default, and `cmd/harbour/main.go` imports `net/http`

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/harbour /usr/bin/harbour
ENTRYPOINT ["/usr/bin/harbour"]
