FROM golang:1.22 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/wait-for-it.sh /app/wait-for-it.sh
COPY --from=build /app/server /app/server
EXPOSE 8080
USER 65532:65532
CMD ["./wait-for-it.sh", "db:5432", "--", "./server"]
