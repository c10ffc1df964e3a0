FROM debian:trixie-slim
WORKDIR /opt
RUN wget -q https://example.com/big.tgz
RUN tar -xzf big.tgz && rm -f big.tgz
#                             ^^^^^^^ removed-in-later-layer: `rm` frees nothing, because `/opt/big.tgz` stays in the earlier layer that brought it
USER nobody
CMD ["sleep", "1"]
