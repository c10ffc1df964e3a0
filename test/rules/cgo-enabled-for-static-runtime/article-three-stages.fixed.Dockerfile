FROM golang:1.22 AS builder
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o server .
FROM golang:1.22 AS tester
WORKDIR /app
COPY . .
RUN go test ./...
FROM scratch AS final
COPY --from=builder /app/server /server
CMD ["/server"]
