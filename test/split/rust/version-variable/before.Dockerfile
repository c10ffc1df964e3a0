ARG RUST_VERSION=1.80
FROM rust:${RUST_VERSION}
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["/app/target/release/hello"]
