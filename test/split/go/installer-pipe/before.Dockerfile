FROM golang:1.22
RUN curl -fsSL https://example.com/install.sh | sh
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["./server"]
