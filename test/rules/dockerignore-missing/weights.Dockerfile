#: weights=.venv:212000000 .pytest_cache:>1234567
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
#    ^ dockerignore-missing: There is no `.dockerignore`, so `.venv` (212 MB) and `.pytest_cache` (more than 1.23 MB) go into the image with everything else, and every change in them runs the steps below again
USER nobody
CMD ["python", "app.py"]
