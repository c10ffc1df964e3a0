FROM python:3.13-alpine
COPY app.py .
USER nobody
CMD ["python", "app.py"]
