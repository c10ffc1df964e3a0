FROM rust:trixie AS build

WORKDIR /usr/src/app

COPY . .

RUN cargo install --path .

FROM gcr.io/distroless/cc-debian13:nonroot

WORKDIR /usr/src/app

EXPOSE 8080

COPY --from=build /usr/local/cargo/bin/hello /usr/local/cargo/bin/hello

CMD ["/usr/local/cargo/bin/hello"]
