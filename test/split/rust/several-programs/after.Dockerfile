FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/release/serve /app/target/release/serve
COPY --from=build /app/target/release/worker /app/target/release/worker
CMD ["target/release/serve"]
