FROM rust:1.80-bookworm AS build
WORKDIR /site
COPY Cargo.toml ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && cargo build --release
COPY . .
RUN touch src/main.rs && cargo build --release

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /site
COPY --from=build /site/target/release/site /site/target/release/site
COPY --from=build /site/static /site/static
COPY --from=build /site/Rocket.toml /site/Rocket.toml
COPY --from=build /site/templates /site/templates
ENV ROCKET_ADDRESS=0.0.0.0
EXPOSE 8000
CMD ["./target/release/site"]
