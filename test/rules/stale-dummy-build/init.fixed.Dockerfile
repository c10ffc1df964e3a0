FROM rust:1 AS build
RUN cargo new --bin app
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN cargo build --release
COPY src ./src
RUN touch src/main.rs && cargo install --path .
