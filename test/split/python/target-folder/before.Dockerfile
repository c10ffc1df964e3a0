FROM python:3.11
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt --target=/deps
ENV PYTHONPATH=/deps
COPY app.py .
CMD ["python", "app.py"]
