FROM python:3.13-slim
COPY check.py /check.py
ENTRYPOINT ["python", "/check.py"]
