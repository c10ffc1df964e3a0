FROM rust:1 AS build
RUN cargo new --bin app
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN cargo build --release
COPY src ./src
RUN cargo install --path .
#   ^^^^^^^^^^^^^ stale-dummy-build: Cargo takes the dummy that was built for the dependencies for up to date, because COPY keeps the older time of `src/main.rs`, so the dummy is what ships
