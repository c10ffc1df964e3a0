# The tide table
FROM rust:1-bookworm

WORKDIR /app
COPY . .
RUN cargo build --release

ENV RUST_LOG=info
EXPOSE 8080
CMD ["./target/release/tides"]
