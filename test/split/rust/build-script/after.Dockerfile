FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY Cargo.toml ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && echo 'fn main() {}' > build.rs && cargo build --release
COPY . .
RUN touch src/main.rs build.rs && cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/release/pages /app/target/release/pages
COPY --from=build /app/site /app/site
CMD ["./target/release/pages"]
