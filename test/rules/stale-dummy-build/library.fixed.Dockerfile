FROM rust:1 AS build
WORKDIR /app
COPY Cargo.* ./
RUN mkdir -p src && touch src/lib.rs && echo 'fn main() {}' > src/main.rs && cargo build --release && rm -rf src
COPY . .
RUN echo building && touch src/main.rs && touch -c src/lib.rs && cargo build --release --locked
