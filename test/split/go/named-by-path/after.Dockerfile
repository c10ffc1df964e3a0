# The ship's log service
FROM golang:1.22 AS build

WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

FROM gcr.io/distroless/static-debian13:nonroot

ENV LOG_LEVEL=info
WORKDIR /app
COPY --from=build /app/server /app/server
COPY --from=build /app/models/forest.onnx /app/models/forest.onnx

EXPOSE 8080
CMD ["./server"]
