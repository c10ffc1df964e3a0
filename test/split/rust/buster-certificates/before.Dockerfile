FROM rust:1.60-slim-buster
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
