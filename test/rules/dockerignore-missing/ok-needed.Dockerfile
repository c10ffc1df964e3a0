FROM python:3.13-slim
WORKDIR /app
COPY . .
ENV PATH=/app/.venv/bin:$PATH
USER nobody
CMD ["python", "app.py"]
