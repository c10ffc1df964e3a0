FROM debian:trixie-slim
WORKDIR /root
COPY notes.txt .
COPY server /bin/server
USER nobody
ENTRYPOINT ["/bin/server"]
