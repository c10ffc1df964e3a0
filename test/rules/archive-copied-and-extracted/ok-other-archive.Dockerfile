FROM debian:trixie-slim
COPY app.tar.gz /srv/
RUN tar -xzf /tmp/other.tar.gz -C /opt
USER nobody
CMD ["sleep", "1"]
