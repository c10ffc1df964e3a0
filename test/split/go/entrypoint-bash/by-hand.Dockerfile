FROM golang:1.22 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/server ./
COPY run.sh ./
USER 65532:65532
ENTRYPOINT ["./run.sh"]
