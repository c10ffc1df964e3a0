FROM python:3.11 AS build
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt --target=/deps

FROM python:3.11-slim
WORKDIR /app
COPY --from=build /deps /deps
ENV PYTHONPATH=/deps
COPY app.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
