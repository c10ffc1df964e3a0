FROM debian:bookworm
RUN apt-get update && apt-get install -y golang-go ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["./server"]
