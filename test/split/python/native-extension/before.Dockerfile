# Adds numbers fast
FROM python:3.11

ENV PYTHONUNBUFFERED=1
WORKDIR /app

COPY vendor/ vendor/
COPY requirements.txt .
RUN pip install --no-index --no-build-isolation --find-links=vendor -r requirements.txt

COPY server.py .

EXPOSE 8080
CMD ["python", "server.py"]
