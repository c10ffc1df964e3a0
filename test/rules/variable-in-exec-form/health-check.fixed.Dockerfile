FROM debian:trixie-slim
USER nobody
HEALTHCHECK CMD ["sh", "-c", "exec /probe \"http://localhost:$PORT\""]
CMD ["/server"]
