FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -mod=vendor -o server .
CMD ["/app/server"]
