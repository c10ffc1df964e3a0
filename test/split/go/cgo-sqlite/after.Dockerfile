FROM golang:1.22-bookworm AS build
WORKDIR /app
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o store .

FROM gcr.io/distroless/base-debian12
WORKDIR /app
COPY --from=build /app/store /app/store
CMD ["/app/store"]
