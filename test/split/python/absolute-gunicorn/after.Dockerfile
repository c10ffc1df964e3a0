FROM python:3.11 AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY app.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD /opt/venv/bin/gunicorn -b :8000 app:app
