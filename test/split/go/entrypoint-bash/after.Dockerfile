FROM golang:1.22-bookworm AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/run.sh /app/run.sh
COPY --from=build /app/server /app/server
USER 65532:65532
ENTRYPOINT ["./run.sh"]
