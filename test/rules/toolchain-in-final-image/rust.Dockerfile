FROM rust:1.80
#    ^^^^^^^^^ toolchain-in-final-image: `rust:1.80` ships its compiler, crates and build folder (~1.6 GB) in an image that only needs the built program; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/shop"]
