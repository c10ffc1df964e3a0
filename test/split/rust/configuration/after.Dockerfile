FROM rust:1.80-bookworm AS build
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . .
RUN touch src/main.rs && cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
COPY --from=build /app/log4rs.yml /app/log4rs.yml
COPY --from=build /app/settings/production.yml /app/settings/production.yml
CMD ["./target/release/hello", "--config", "settings/production.yml"]
