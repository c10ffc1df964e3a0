FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends build-essential
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
ENTRYPOINT ["/bin/bash", "/app/bin/run"]
CMD ["prod"]
