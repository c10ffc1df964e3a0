FROM debian:trixie-slim
USER nobody
HEALTHCHECK CMD ["sh", "-c", "probe $PORT"]
CMD ["sh", "-c", "exec /server --port $PORT"]
