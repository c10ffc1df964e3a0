ARG PYTHON_VERSION=3.11
FROM python:${PYTHON_VERSION}-bookworm AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:${PYTHON_VERSION}-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY app.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
