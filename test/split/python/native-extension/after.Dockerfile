# Adds numbers fast
FROM python:3.11 AS build

ENV PYTHONUNBUFFERED=1
WORKDIR /app

COPY vendor/ vendor/
COPY requirements.txt .
RUN python -m venv --system-site-packages /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-index --no-build-isolation --find-links=vendor -r requirements.txt

FROM python:3.11-slim

ENV PATH=/opt/venv/bin:$PATH
ENV PYTHONUNBUFFERED=1
WORKDIR /app

COPY --from=build /opt/venv /opt/venv

COPY server.py .

EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "server.py"]
