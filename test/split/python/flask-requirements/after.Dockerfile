# The shop's web service
FROM python:3.11 AS build

# Logs go out at once.
ENV PYTHONUNBUFFERED=1
ENV PIP_NO_CACHE_DIR=1

WORKDIR /app

# Packages first, so that a change of the sources leaves them alone.
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:3.11-slim

ENV PATH=/opt/venv/bin:$PATH
ENV PYTHONUNBUFFERED=1
WORKDIR /app

COPY --from=build /opt/venv /opt/venv

COPY . .

EXPOSE 8000
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
