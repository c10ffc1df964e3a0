FROM rust:1.45-buster
RUN apt-get update && apt-get install -y libssl-dev
WORKDIR /usr/src/web
COPY . .
RUN cargo install --path .
EXPOSE 7878
CMD ["cargo", "run"]
