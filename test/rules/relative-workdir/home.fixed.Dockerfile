FROM debian:bookworm-slim
WORKDIR /srv
WORKDIR /root/app
