FROM rust:1.80
WORKDIR /app
COPY . .
RUN cargo build --release --bin worker
CMD ["./target/release/hello"]
