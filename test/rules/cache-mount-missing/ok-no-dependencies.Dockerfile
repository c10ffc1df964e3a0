#: about=Nothing is fetched: the package is there and its dependencies are left out
# syntax=docker/dockerfile:1
FROM python:3.13-slim
COPY dist/app.whl /tmp/
RUN pip install --no-deps /tmp/app.whl
