FROM golang:1.22 AS builder-1
FROM debian:bookworm-slim
COPY --from=builder-1 /go/bin/tool /usr/local/bin/tool
