FROM golang:1.22 AS build
RUN go install github.com/swaggo/swag/cmd/swag@v1.16.3
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN swag init && CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/server /app/server
CMD ["./server"]
