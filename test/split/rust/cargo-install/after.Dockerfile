FROM rust:1.73.0-bookworm AS build

# Copy local code to the container image.
WORKDIR /usr/src/app
COPY . .

RUN cargo install --path .

FROM gcr.io/distroless/cc-debian12:nonroot

WORKDIR /usr/src/app

COPY --from=build /usr/local/cargo/bin/hello /usr/local/cargo/bin/hello

CMD ["/usr/local/cargo/bin/hello"]
