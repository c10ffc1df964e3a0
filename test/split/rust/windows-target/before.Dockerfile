FROM rust:1.80
WORKDIR /app
COPY . .
RUN cargo build --release --target x86_64-pc-windows-gnu
CMD ["/app/target/x86_64-pc-windows-gnu/release/hello.exe"]
