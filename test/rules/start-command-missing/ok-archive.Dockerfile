FROM debian:trixie-slim
ADD app.tar.gz /
USER nobody
CMD ["/app/server"]
