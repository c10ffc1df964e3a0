FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
COPY --from=build /app/settings/default.toml /app/settings/default.toml
COPY --from=build /app/pages /app/pages
CMD ["./target/release/hello"]
