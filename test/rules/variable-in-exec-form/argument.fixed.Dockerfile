FROM debian:trixie-slim
USER nobody
CMD ["sh", "-c", "exec /server \"--port=${PORT:-80}\" --name \"a b\""]
