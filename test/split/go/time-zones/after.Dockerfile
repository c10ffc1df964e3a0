FROM golang:1.22-alpine3.20 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o clock .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/clock /app/clock
CMD ["./clock"]
