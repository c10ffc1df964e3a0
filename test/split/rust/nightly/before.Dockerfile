# A tag that moves, and names no release of Debian
FROM rustlang/rust:nightly-slim
WORKDIR /usr/src/finder
COPY . .
RUN cargo build --release
CMD ["./target/release/finder"]
EXPOSE 1491
