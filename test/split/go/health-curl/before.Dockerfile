FROM golang:1.22-bookworm
WORKDIR /app
COPY . .
RUN go build -o server .
HEALTHCHECK --interval=10s CMD curl -fsS http://localhost:8080/ || exit 1
CMD ["./server"]
