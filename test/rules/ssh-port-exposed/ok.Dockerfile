FROM debian:bookworm-slim AS builder
EXPOSE 22
FROM debian:bookworm-slim
EXPOSE 2222 22/udp
