# syntax=docker/dockerfile:1
FROM golang:1.22
WORKDIR /app
COPY . .
RUN <<EOF
set -e
go vet ./...
go build -o server .
EOF
COPY <<EOF /etc/server.conf
port = 8080
EOF
CMD ["./server"]
