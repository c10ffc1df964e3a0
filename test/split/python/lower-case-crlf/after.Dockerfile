from python:3.11 as build

workdir /app
copy requirements.txt .
run python -m venv /opt/venv
env PATH=/opt/venv/bin:$PATH
run pip install -r requirements.txt

from python:3.11-slim

env PATH=/opt/venv/bin:$PATH
workdir /app
copy --from=build /opt/venv /opt/venv
copy app.py .
run chown 65532:65532 /app
user 65532:65532
cmd ["python", "app.py"]
