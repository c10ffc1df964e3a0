FROM python:3.12-slim
WORKDIR /work
RUN pip install flask
COPY . /
CMD ["python", "/app.py"]
