FROM golang:1.22-alpine3.20
WORKDIR /app
COPY . .
RUN go build -o server .
# Waits for the database
COPY entrypoint.sh /entrypoint.sh
RUN chmod +x /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
CMD ["./server"]
