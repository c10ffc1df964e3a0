FROM rust:1.70-bookworm AS build
RUN apt-get update && apt-get install -y libssl-dev
WORKDIR /usr/src/web
COPY Cargo.toml ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . .
RUN touch src/main.rs && cargo install --path .

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /usr/src/web
COPY --from=build /usr/local/cargo/bin/web /usr/local/cargo/bin/web
EXPOSE 7878
CMD ["/usr/local/cargo/bin/web"]
