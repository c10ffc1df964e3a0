#: about=An argument of the file's own decides the platform
ARG TARGETPLATFORM=linux/arm64
FROM --platform=$TARGETPLATFORM debian:bookworm-slim
RUN uname -m
