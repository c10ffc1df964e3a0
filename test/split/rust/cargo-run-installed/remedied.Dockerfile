FROM rust:1.70-bookworm
RUN apt-get update && apt-get install -y libssl-dev
WORKDIR /usr/src/web
COPY . .
RUN cargo install --path .
EXPOSE 7878
CMD ["/usr/local/cargo/bin/web"]
