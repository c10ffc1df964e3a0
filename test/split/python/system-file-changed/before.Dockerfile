FROM python:3.11
COPY requirements.txt /tmp/
RUN sed -i 's/#Port 22/Port 2222/' /etc/ssh/ssh_config && pip install -r /tmp/requirements.txt
COPY app.py /app.py
CMD ["python", "/app.py"]
