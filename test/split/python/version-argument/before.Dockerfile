ARG PYTHON_VERSION=3.11
FROM python:${PYTHON_VERSION}-bookworm
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py .
CMD ["python", "app.py"]
