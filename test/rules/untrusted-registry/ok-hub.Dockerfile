#: registries=docker.io
FROM debian:bookworm AS b
FROM scratch
