FROM rust:1.75-slim-bookworm AS build

WORKDIR /usr/src/finder

RUN apt-get update
RUN apt-get install -y build-essential clang
RUN cargo install finder-server

FROM gcr.io/distroless/cc-debian12:nonroot

WORKDIR /usr/src/finder

COPY --from=build /usr/local/cargo/bin/finder /usr/local/cargo/bin/finder
CMD [ "/usr/local/cargo/bin/finder", "-c", "/etc/finder.cfg" ]

EXPOSE 1491
