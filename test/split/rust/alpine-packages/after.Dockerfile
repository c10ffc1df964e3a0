FROM alpine:3.20 AS build
RUN apk add --no-cache cargo
WORKDIR /app
COPY . .
RUN cargo build --release

FROM alpine:3.20
RUN apk add --no-cache libgcc
WORKDIR /app
COPY --from=build /app/target/release/hello /app/target/release/hello
USER 65532:65532
CMD ["/app/target/release/hello"]
