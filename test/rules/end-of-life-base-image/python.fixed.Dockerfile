FROM python:3.11-slim
USER nobody
CMD ["python", "-m", "http.server"]
