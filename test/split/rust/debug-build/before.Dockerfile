FROM rust:1.80
WORKDIR /app
COPY . .
RUN cargo build
CMD ["./target/debug/hello"]
