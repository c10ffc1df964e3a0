FROM debian:trixie-slim
RUN curl -fsSL https://example.com/node.tar.gz | tar -xz -C /usr/local
USER nobody
CMD ["node", "/app.js"]
