FROM golang:latest AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go get
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o bin .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/bin /app/bin
ENTRYPOINT ["/app/bin"]
