FROM debian:trixie-slim
ADD dist/app.tar.gz /opt/
USER nobody
CMD ["sleep", "1"]
