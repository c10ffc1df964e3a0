FROM debian:bookworm-slim
LABEL org.opencontainers.image.authors="\"Jane Doe\" jane@example.com"
FROM alpine:3.22
LABEL org.opencontainers.image.authors="me"
