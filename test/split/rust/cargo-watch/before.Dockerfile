FROM rust:1.80
WORKDIR /app
COPY . .
RUN cargo build
CMD ["cargo", "watch", "-x", "run"]
