FROM debian:trixie-slim
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /opt && rm /tmp/app.tar.gz
#                                          ^^^^^^^^^^^^^^^ removed-in-later-layer: `rm` frees nothing, because `/tmp/app.tar.gz` stays in the earlier layer that brought it
USER nobody
CMD ["sleep", "1"]
