FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/debug/hello /app/target/debug/hello
CMD ["./target/debug/hello"]
