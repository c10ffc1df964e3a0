FROM rust:1.80 AS build
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `cargo build`, so every source edit downloads and compiles every crate again
# Without a source cargo finds no target and fails, so this can not go first.
RUN cargo clean
RUN cargo build --release

FROM debian:bookworm-slim
COPY --from=build /src/target/release/harbour /usr/local/bin/
CMD ["harbour"]
