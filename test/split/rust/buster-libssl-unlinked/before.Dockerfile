FROM rust:1.45-buster
RUN apt-get update && apt-get install -y libssl-dev pkg-config
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
