FROM golang:1.22
WORKDIR /app
CMD ["./server"]
COPY . .
RUN go build -o server .