FROM debian:trixie-slim
RUN wget -q https://example.com/big.tgz && tar -xzf big.tgz && rm big.tgz
USER nobody
CMD ["sleep", "1"]
