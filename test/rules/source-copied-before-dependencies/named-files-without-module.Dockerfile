#: about=No copy can bring a go.mod, so there is nothing to download.
FROM golang:1.19 AS build
COPY main.go .
RUN go build -o /app main.go
FROM debian:bookworm-slim
COPY --from=build /app .
CMD ["./app"]
