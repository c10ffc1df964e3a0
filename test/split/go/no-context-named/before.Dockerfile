FROM golang:1.22
WORKDIR /app
COPY go.mod main.go ./
COPY config/server.yml config/
RUN go build -o server .
CMD ["./server"]
