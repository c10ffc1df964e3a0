FROM rust:1.80-alpine
RUN apk add --no-cache musl-dev openssl-dev
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
