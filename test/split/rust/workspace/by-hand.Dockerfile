FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release -p harbour-web

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /src
COPY --from=build /src/target/release/harbour-web /src/target/release/harbour-web
COPY pages pages
EXPOSE 8080
CMD ["./target/release/harbour-web"]
