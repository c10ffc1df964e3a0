FROM rust:1.80-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends build-essential pkg-config
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
