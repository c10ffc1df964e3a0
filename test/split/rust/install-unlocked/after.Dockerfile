FROM rust:1.79-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo install --path .

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /usr/local/cargo/bin/hello /usr/local/cargo/bin/hello
CMD ["/usr/local/cargo/bin/hello"]
