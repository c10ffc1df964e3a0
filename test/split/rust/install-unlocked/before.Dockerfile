FROM rust:1.79-bookworm
WORKDIR /app
COPY . .
RUN cargo install --path .
CMD ["hello"]
