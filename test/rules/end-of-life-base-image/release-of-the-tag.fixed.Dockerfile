FROM python:3.13-slim
USER nobody
CMD ["python", "-m", "http.server"]
