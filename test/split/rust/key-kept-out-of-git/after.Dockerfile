# The tide table
FROM rust:1-bookworm AS build

WORKDIR /app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot

WORKDIR /app
COPY --from=build /app/target/release/tides /app/target/release/tides

ENV RUST_LOG=info
EXPOSE 8080
CMD ["./target/release/tides"]
