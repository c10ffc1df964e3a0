FROM ubuntu:22.04
RUN apt-get update && apt-get install -y curl build-essential
RUN curl --proto '=https' -sSf https://sh.rustup.rs | sh -s -- -y
ENV PATH="/root/.cargo/bin:${PATH}"
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
