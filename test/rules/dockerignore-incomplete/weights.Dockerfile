#: weights=.pytest_cache:48123
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
#    ^ dockerignore-incomplete: The `.dockerignore` lets `.pytest_cache` (48.1 kB) through, so the image carries what it has no use for, and every change there runs the steps below again
USER nobody
CMD ["python", "app.py"]
