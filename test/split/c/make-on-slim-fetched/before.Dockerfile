FROM python:3.12-slim
COPY install-build-tools.sh /
RUN /install-build-tools.sh && cd /tmp/redis-7.2.4 && make && make install
WORKDIR /app
COPY app.py .
CMD ["python", "app.py"]
