FROM rust:1.73.0

# Copy local code to the container image.
WORKDIR /usr/src/app
COPY . .

RUN cargo install --path .

CMD ["hello"]
