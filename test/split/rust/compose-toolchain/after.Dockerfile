FROM rust:1.81.0-bookworm AS build
ENV ROCKET_PORT=8088
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build
COPY . .
RUN touch src/main.rs && cargo build

FROM gcr.io/distroless/cc-debian12:nonroot
ENV ROCKET_PORT=8088
WORKDIR /app
COPY --from=build /app/target/debug/hello /app/target/debug/hello
CMD ["/app/target/debug/hello"]
