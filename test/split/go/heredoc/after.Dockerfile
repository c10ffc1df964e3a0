# syntax=docker/dockerfile:1
FROM golang:1.22 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN <<EOF
set -e
go vet ./...
CGO_ENABLED=0 go build -ldflags="-s -w" -o server .
EOF

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/server /app/server
COPY <<EOF /etc/server.conf
port = 8080
EOF
CMD ["./server"]
