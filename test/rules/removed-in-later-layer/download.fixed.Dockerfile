FROM debian:trixie-slim
WORKDIR /opt
RUN wget -q https://example.com/big.tgz \
    && tar -xzf big.tgz && rm -f big.tgz
USER nobody
CMD ["sleep", "1"]
