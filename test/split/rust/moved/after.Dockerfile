FROM rust:1.80-bookworm AS build
COPY . /src
RUN cd /src && \
    cargo build --release && \
    cp -f target/release/kv-server /kv-server && \
    cargo clean

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /
COPY --from=build /kv-server /kv-server
EXPOSE 20160
ENTRYPOINT ["/kv-server"]
