FROM debian:bookworm
COPY ["a file", "/app/"]
COPY b /app/
