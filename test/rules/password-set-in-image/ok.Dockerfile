FROM debian:bookworm-slim AS builder
RUN echo "root:secret" | chpasswd
FROM debian:bookworm-slim
RUN useradd -m app && passwd -l root && usermod -p '*' root && adduser --disabled-password x
