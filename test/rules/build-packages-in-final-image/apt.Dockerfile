FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev make && rm -rf /var/lib/apt/lists/*
#                                                                ^^^ build-packages-in-final-image: Installing `gcc`, `libpq-dev` and 1 more ships what only a build needs, and it stays in the image to its end
RUN pip install --no-cache-dir psycopg2
COPY app.py /
USER nobody
CMD ["python", "/app.py"]
