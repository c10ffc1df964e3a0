FROM python:3.11
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py .
CMD /usr/local/bin/gunicorn -b :8000 app:app
