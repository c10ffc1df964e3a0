FROM python:3.12-slim
COPY . /srv
RUN pip install --upgrade pip setuptools wheel
CMD ["python", "/srv/app.py"]
