FROM rust:1.79-bookworm AS build
COPY Cargo.toml Cargo.lock /build/
WORKDIR /build
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . /build
RUN touch src/main.rs && cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /build
COPY --from=build /build/target/release/hello /build/target/release/hello
EXPOSE 3000
ENTRYPOINT ["/build/target/release/hello"]
