FROM golang:1.22 AS build
WORKDIR /tmp/build
COPY go.mod ./
RUN go mod download
COPY . .
RUN set -eux; \
    # the tool itself
    CGO_ENABLED=0 go build -ldflags="-s -w" -o server .; \
    mv server /usr/local/bin/server; \
    rm -rf /tmp/build

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /usr/local/bin/server /usr/local/bin/server
WORKDIR /
CMD ["server"]
