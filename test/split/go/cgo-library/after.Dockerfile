FROM golang:1.22-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libjansson-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -ldflags="-s -w" -o ships .

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libjansson4 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/ships /app/ships
USER 65532:65532
CMD ["./ships"]
