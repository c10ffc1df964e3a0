FROM python:3.9-slim-bullseye
RUN sed -i 's|deb.debian.org|archive.debian.org|g' /etc/apt/sources.list && apt-get update && apt-get install -y gcc libpq-dev
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "app.py"]
