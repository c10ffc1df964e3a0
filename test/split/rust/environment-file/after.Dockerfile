# The tide table
FROM rust:1-bookworm AS build

WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . .
RUN touch src/main.rs && cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot

WORKDIR /app
COPY --from=build /app/target/release/tides /app/target/release/tides

ENV RUST_LOG=info
EXPOSE 8080
CMD ["./target/release/tides"]
