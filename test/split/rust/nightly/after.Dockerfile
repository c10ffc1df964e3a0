# A tag that moves, and names no release of Debian
FROM rustlang/rust:nightly-slim AS build
WORKDIR /usr/src/finder
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . .
RUN touch src/main.rs && cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot
WORKDIR /usr/src/finder
COPY --from=build /usr/src/finder/target/release/finder /usr/src/finder/target/release/finder
CMD ["./target/release/finder"]
EXPOSE 1491
