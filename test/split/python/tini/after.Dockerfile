FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install -y tini gcc && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends curl tini && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY app.py .
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
RUN chown 65532:65532 /app
USER 65532:65532
ENTRYPOINT ["tini", "--", "python", "app.py"]
