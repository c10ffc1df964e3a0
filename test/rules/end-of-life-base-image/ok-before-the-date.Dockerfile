#: today=2024-01-01
FROM python:3.8-slim
USER nobody
CMD ["python", "-m", "http.server"]
