FROM rust:1.79-bookworm
COPY . /build
WORKDIR /build
RUN ["cargo", "build", "--release"]
EXPOSE 3000
ENTRYPOINT ["cargo", "run", "--release"]
