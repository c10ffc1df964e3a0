FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY . .
RUN make release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
CMD ["./target/release/hello"]
