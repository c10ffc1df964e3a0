FROM golang:1.22 AS base
WORKDIR /app
FROM base
COPY . .
RUN go build -o server .
CMD ["./server"]
