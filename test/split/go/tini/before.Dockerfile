FROM golang:1.22-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN go build -o server .
ENTRYPOINT ["tini", "--", "./server"]
