FROM golang:1.22-alpine3.20 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o clock .

FROM alpine:3.20
RUN apk add --no-cache tzdata
WORKDIR /app
COPY --from=build /app/clock /app/clock
USER 65532:65532
CMD ["./clock"]
