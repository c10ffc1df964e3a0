# syntax=docker/dockerfile:1
FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/app/target \
    cargo build --release && cp target/release/hello /usr/local/bin/hello

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /usr/local/bin/hello /usr/local/bin/hello
CMD ["hello"]
