FROM golang:1.22
WORKDIR /app
COPY . .
COPY config/registry.yml /etc/registry.yml
RUN go build -o server .
CMD ["./server"]
