FROM rust:1.80
COPY . /src
RUN cd /src && \
    cargo build --release && \
    cp -f target/release/kv-server /kv-server && \
    cargo clean
EXPOSE 20160
ENTRYPOINT ["/kv-server"]
