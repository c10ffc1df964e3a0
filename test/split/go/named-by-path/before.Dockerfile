# The ship's log service
FROM golang:1.22

ENV LOG_LEVEL=info
WORKDIR /app
COPY . .
RUN go build -o server .

EXPOSE 8080
CMD ["./server"]
