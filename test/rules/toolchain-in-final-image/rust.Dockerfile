FROM rust:1.80
#    ^^^^^^^^^ toolchain-in-final-image: `rust:1.80` ships its compiler, crates and build folder (~1.6 GB) in an image that only needs the built program; no split is offered: Rust programs are not split yet
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/shop"]
