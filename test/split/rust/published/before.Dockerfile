FROM rust:1.75-slim-bookworm

WORKDIR /usr/src/finder

RUN apt-get update
RUN apt-get install -y build-essential clang
RUN cargo install finder-server
CMD [ "finder", "-c", "/etc/finder.cfg" ]

EXPOSE 1491
