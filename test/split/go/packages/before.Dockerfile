FROM golang:1.22-alpine3.20
RUN apk add --no-cache git ca-certificates tzdata ffmpeg
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o server .
HEALTHCHECK CMD wget -qO- http://localhost:8080/ || exit 1
CMD ["./server"]
