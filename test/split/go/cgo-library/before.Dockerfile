FROM golang:1.22
RUN apt-get update && apt-get install -y --no-install-recommends libjansson-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN go build -o ships .
CMD ["./ships"]
