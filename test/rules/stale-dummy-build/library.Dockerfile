FROM rust:1 AS build
WORKDIR /app
COPY Cargo.* ./
RUN mkdir -p src && touch src/lib.rs && echo 'fn main() {}' > src/main.rs && cargo build --release && rm -rf src
COPY . .
RUN echo building && cargo build --release --locked
#                    ^^^^^^^^^^^ stale-dummy-build: Cargo takes the dummy that was built for the dependencies for up to date, because COPY keeps the older time of `src/main.rs`, so the dummy is what ships
