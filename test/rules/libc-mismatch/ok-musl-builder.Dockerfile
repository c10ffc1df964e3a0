FROM ekidd/rust-musl-builder:latest AS build
ADD . ./
RUN cargo build --release

FROM alpine:3.23
COPY --from=build /home/rust/src/target/x86_64-unknown-linux-musl/release/app /app
USER nobody
CMD ["/app"]
