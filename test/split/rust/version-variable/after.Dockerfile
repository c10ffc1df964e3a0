ARG RUST_VERSION=1.80
FROM rust:${RUST_VERSION}-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
CMD ["/app/target/release/hello"]
