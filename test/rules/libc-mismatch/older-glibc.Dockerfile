FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM debian:bullseye-slim
COPY --from=build /src/target/release/app /app
#                 ^^^^^^^^^^^^^^^^^^^^^^^ libc-mismatch: The Rust program `/src/target/release/app` is linked to glibc 2.36, but `debian:bullseye-slim` has 2.31, so it stops with "version GLIBC_2.34 not found"
USER nobody
CMD ["/app"]
