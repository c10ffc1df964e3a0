FROM golang:1.22-alpine3.20 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o server .
# Waits for the database
COPY entrypoint.sh /entrypoint.sh
RUN chmod +x /entrypoint.sh

FROM alpine:3.20
WORKDIR /app
COPY --from=build /entrypoint.sh /entrypoint.sh
COPY --from=build /app/server /app/server
USER 65532:65532
ENTRYPOINT ["/entrypoint.sh"]
CMD ["./server"]
