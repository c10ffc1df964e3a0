FROM golang:1.22-alpine3.20 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o server .

FROM alpine:3.20
WORKDIR /app
COPY --from=build /app/server /app/server
CMD ./server -port $PORT | tee /var/log/server.log
