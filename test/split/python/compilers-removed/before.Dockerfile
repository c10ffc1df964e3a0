FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN apt-get update && apt-get install -y gcc libpq-dev && pip install -r requirements.txt && apt-get purge -y --auto-remove gcc libpq-dev
COPY . .
CMD ["python", "app.py"]
