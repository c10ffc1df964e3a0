FROM --platform=linux/arm64/v8 arm64v8/debian:bookworm AS a
FROM --platform=linux/x86_64 amd64/debian:bookworm AS b
FROM --platform=linux/amd64 i386/debian:bookworm AS c
FROM --platform=$BUILDPLATFORM arm64v8/debian:bookworm AS d
FROM arm64v8/debian:bookworm AS e
FROM --platform=linux/amd64 ghcr.io/arm64v8/debian:bookworm AS f
