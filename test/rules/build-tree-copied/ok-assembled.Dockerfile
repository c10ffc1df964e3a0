#: about=The stage that is copied whole was put together for it
FROM debian:bookworm AS builder
RUN make install
FROM scratch AS files
COPY --from=builder /usr/local/bin/aria2c /usr/local/bin/aria2c
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
FROM busybox:musl
COPY --from=files / /
ENTRYPOINT ["aria2c"]
