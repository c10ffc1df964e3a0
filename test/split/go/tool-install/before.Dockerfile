FROM golang:1.22
RUN go install github.com/swaggo/swag/cmd/swag@v1.16.3
WORKDIR /app
COPY . .
RUN swag init && go build -o server .
CMD ["./server"]
