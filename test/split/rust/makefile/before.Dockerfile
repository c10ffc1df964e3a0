FROM rust:1.80
WORKDIR /app
COPY . .
RUN make release
CMD ["./target/release/hello"]
