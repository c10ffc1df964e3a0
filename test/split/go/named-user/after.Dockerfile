FROM golang:1.22 AS build
RUN useradd --system --uid 1001 sailor
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

FROM gcr.io/distroless/static-debian13
WORKDIR /app
COPY --from=build /app/server /app/server
USER 1001
CMD ["./server"]
