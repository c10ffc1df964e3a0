FROM golang:1.22-alpine3.20 AS build
RUN apk add --no-cache git ca-certificates tzdata ffmpeg
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o server .

FROM alpine:3.20
RUN apk add --no-cache ffmpeg
WORKDIR /app
COPY --from=build /app/server /app/server
HEALTHCHECK CMD wget -qO- http://localhost:8080/ || exit 1
USER 65532:65532
CMD ["./server"]
