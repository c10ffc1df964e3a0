FROM rust:1.80-bookworm AS build
ENV CARGO_TARGET_DIR=/out
WORKDIR /app
COPY . .
RUN cargo build --profile dist && strip /out/dist/hello

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /out/dist/hello /out/dist/hello
CMD ["/out/dist/hello"]
