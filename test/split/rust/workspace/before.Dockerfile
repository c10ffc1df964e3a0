FROM rust:1-bookworm
WORKDIR /src
COPY . .
RUN cargo build --release -p harbour-web
EXPOSE 8080
CMD ./target/release/harbour-web
