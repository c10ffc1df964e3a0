FROM python:3.13-slim
COPY app.py /app.py
RUN useradd --system --create-home app
USER app
CMD ["python", "/app.py"]
