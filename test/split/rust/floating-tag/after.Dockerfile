FROM rust:trixie AS build

WORKDIR /usr/src/app
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot

WORKDIR /usr/src/app
COPY --from=build /usr/src/app/target/release/hello /usr/src/app/target/release/hello
CMD ["/usr/src/app/target/release/hello"]
