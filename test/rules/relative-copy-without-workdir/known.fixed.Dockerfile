FROM debian:bookworm-slim
COPY a /
COPY b /c/
COPY d /e
ADD f /
