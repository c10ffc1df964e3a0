FROM rust:1.75
RUN rustup target add x86_64-unknown-linux-musl
WORKDIR /app
COPY . .
RUN cargo build --release --target x86_64-unknown-linux-musl
ENTRYPOINT ["/app/target/x86_64-unknown-linux-musl/release/hello"]
