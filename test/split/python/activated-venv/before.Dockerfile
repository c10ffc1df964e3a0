FROM python:3.11
WORKDIR /app
COPY requirements.txt .
RUN python -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt
COPY main.py .
CMD ["/app/.venv/bin/python", "main.py"]
