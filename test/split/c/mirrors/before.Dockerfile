FROM debian:bookworm
COPY docker/mirrors.list /etc/apt/sources.list.d/mirrors.list
RUN apt-get update && apt-get install -y gcc libc6-dev libjansson-dev
WORKDIR /app
COPY . .
RUN gcc -o rooms main.c -ljansson
CMD ["./rooms"]
