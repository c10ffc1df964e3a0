#: about=Supervisor brings Python along.
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y supervisor && rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["python3", "/app.py"]
