FROM python:3.11-slim AS build
RUN apt-get update && apt-get install -y gcc libcurl4-openssl-dev
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4 && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
