FROM rust:1.80 AS build
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `cargo build`, so every source edit downloads and compiles every crate again
RUN cargo build --release
