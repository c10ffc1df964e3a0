FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM scratch
COPY --from=build /src/target/release/app /app
#                 ^^^^^^^^^^^^^^^^^^^^^^^ dynamic-binary-in-static-image: The Rust program `/src/target/release/app` is linked to glibc, which `scratch` does not have, so it stops with "no such file" as soon as it starts
USER 65532:65532
CMD ["/app"]
