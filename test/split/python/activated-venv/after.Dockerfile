FROM python:3.11 AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt

FROM python:3.11-slim
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY main.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["/app/.venv/bin/python", "main.py"]
