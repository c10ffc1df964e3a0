FROM golang:1.22-alpine3.20
WORKDIR /app
COPY . .
RUN go build -o clock .
CMD ["./clock"]
