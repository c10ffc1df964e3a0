FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc-12 make libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make
CMD ["./tool"]
