FROM rust:1.80
ENV CARGO_TARGET_DIR=/out
WORKDIR /app
COPY . .
RUN cargo build --profile dist && strip /out/dist/hello
CMD ["/out/dist/hello"]
