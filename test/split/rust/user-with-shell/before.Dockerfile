FROM rust:1.80
RUN useradd -ms /bin/bash sailor
WORKDIR /app
COPY . .
RUN cargo build --release
USER sailor
CMD ["./target/release/hello"]
