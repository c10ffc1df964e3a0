FROM rust:1.87-slim AS builder
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
# Cache dependencies by building an empty project first
RUN mkdir src && echo "fn main() {}" > src/main.rs
RUN cargo build --release && rm -f target/release/myapp
# Now build the real application
COPY src ./src
RUN cargo build --release
#   ^^^^^^^^^^^ stale-dummy-build: Cargo takes the dummy that was built for the dependencies for up to date, because COPY keeps the older time of `src/main.rs`, so the dummy is what ships

FROM gcr.io/distroless/cc-debian12
COPY --from=builder /app/target/release/myapp /myapp
EXPOSE 8080
CMD ["/myapp"]
