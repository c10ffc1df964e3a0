FROM debian:trixie-slim
RUN apt-get purge -y e2fsprogs
USER nobody
CMD ["sleep", "1"]
