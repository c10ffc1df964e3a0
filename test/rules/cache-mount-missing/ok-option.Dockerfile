# syntax=docker/dockerfile:1
FROM python:3.13-slim
RUN pip install --no-cache-dir flask
USER nobody
CMD ["sleep", "1"]
