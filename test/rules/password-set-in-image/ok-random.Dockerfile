FROM debian:bookworm-slim
RUN echo "git:$(head -c 32 /dev/urandom | base64)" | chpasswd
