FROM rust:1.45-buster AS build
RUN apt-get update && apt-get install -y libssl-dev pkg-config
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . .
RUN touch src/main.rs && cargo build --release

FROM debian:buster-slim
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
USER 65532:65532
CMD ["./target/release/hello"]
