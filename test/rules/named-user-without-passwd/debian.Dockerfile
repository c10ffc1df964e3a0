FROM python:3.13-slim
COPY app.py /app.py
USER app
#    ^^^ named-user-without-passwd: `python:3.13-slim` knows no user `app` and nothing here creates it, so the container does not start
CMD ["python", "/app.py"]
