FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
#    ^ dockerignore-missing: There is no `.dockerignore`, so `.venv` and `.pytest_cache` go into the image with everything else, and every change in them runs the steps below again
USER nobody
CMD ["python", "app.py"]
