FROM rust:1.80-bookworm AS build
ENV APP_VERSION=7
WORKDIR /app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
ENV APP_VERSION=7
ENV GREETING=hello
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
CMD ["./target/release/hello"]
