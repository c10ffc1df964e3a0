FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends make python3-sphinx && rm -rf /var/lib/apt/lists/*
COPY . /src
WORKDIR /src
RUN make html
CMD ["python", "-m", "http.server", "--directory", "_build/html"]
