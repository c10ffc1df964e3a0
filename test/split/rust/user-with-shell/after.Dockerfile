FROM rust:1.80-bookworm AS build
RUN useradd -ms /bin/bash sailor
WORKDIR /app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian12
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
USER 65532:65532
CMD ["./target/release/hello"]
