#: about=What the context's own file leaves out does not count where the Dockerfile has a file of its own.
#: path=app.Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
#    ^ dockerignore-incomplete: The `app.Dockerfile.dockerignore` lets `.venv` through, so the image carries what it has no use for, and every change there runs the steps below again
USER nobody
CMD ["python", "app.py"]
