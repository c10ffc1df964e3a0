FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y tini gcc && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py .
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
ENTRYPOINT ["tini", "--", "python", "app.py"]
