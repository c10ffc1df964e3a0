# The sum service, whose own extension is compiled into a wheel
FROM python:3.11
WORKDIR /app
COPY fastsum/ fastsum/
RUN pip wheel --no-index --no-build-isolation --no-deps --wheel-dir wheels ./fastsum
COPY requirements.txt .
RUN pip install --no-index --find-links=wheels -r requirements.txt
COPY server.py .
EXPOSE 8080
CMD ["python", "server.py"]
