FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM alpine:3.22
COPY --from=build /src/target/release/app /app
#                 ^^^^^^^^^^^^^^^^^^^^^^^ libc-mismatch: The Rust program `/src/target/release/app` is linked to glibc, but `alpine:3.22` has musl, so it stops with "no such file" as soon as it starts
USER nobody
CMD ["/app"]
