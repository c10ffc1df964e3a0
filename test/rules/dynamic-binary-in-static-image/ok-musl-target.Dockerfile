FROM rust:1 AS build
WORKDIR /src
COPY . .
RUN cargo build --release --target=x86_64-unknown-linux-musl

FROM scratch
COPY --from=build /src/target/x86_64-unknown-linux-musl/release/app /app
USER 65532
CMD ["/app"]
