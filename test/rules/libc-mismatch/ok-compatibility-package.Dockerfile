FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM alpine:3.22
RUN apk add --no-cache gcompat libgcc
COPY --from=build /src/target/release/app /app
USER nobody
CMD ["/app"]
