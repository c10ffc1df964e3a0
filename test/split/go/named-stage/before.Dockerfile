FROM golang:1.22 AS app
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["./server"]
