FROM debian:bookworm-slim
RUN ls
apt-get update
COPY a /b
ONBUILD RUN ls
