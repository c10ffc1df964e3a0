FROM rust:1.80
RUN cargo install cargo-chef
WORKDIR /app
COPY recipe.json recipe.json
RUN cargo chef cook --release --recipe-path recipe.json
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
