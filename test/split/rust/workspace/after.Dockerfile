FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release -p harbour-web

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /src
COPY --from=build /src/target/release/harbour-web /src/target/release/harbour-web
COPY --from=build /src/pages/index.html /src/pages/index.html
EXPOSE 8080
CMD ["./target/release/harbour-web"]
