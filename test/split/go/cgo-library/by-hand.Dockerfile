FROM golang:1.22 AS build
RUN apt-get update && apt-get install -y --no-install-recommends libjansson-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN go build -ldflags="-s -w" -o ships .

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libjansson4 && rm -rf /var/lib/apt/lists/*
COPY --from=build /app/ships /usr/local/bin/ships
USER 65532:65532
CMD ["ships"]
