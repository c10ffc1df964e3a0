FROM rust:1.80
ENV APP_VERSION=7
ENV GREETING=hello
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
