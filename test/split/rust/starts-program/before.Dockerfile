FROM rust:1.80
RUN apt-get update && apt-get install -y ffmpeg
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
