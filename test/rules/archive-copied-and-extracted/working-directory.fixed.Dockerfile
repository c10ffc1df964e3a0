FROM debian:trixie-slim
WORKDIR /srv
ADD app.tar.xz /srv/
USER nobody
CMD ["sleep", "1"]
