FROM debian:trixie-slim
ADD app.tar.gz /opt/
USER nobody
CMD ["sleep", "1"]
