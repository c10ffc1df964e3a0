FROM alpine:3.20
RUN apk add --no-cache cargo
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["/app/target/release/hello"]
