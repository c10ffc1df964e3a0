# syntax=docker/dockerfile:1
FROM python:3.13-slim
COPY main.py /main.py
RUN <<EOF
pip install --no-cache-dir flask
EOF
RUN useradd --system --create-home app
USER app
CMD ["python", "/main.py"]
