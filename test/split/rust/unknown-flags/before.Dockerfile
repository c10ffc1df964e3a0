FROM rust:1.80
ARG RUSTFLAGS
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
