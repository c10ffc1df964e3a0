FROM debian:bookworm AS b
