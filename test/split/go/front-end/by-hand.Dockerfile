FROM golang:1.22 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN cd web && node build.mjs
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o board .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/board ./
COPY --from=build /app/web/dist web/dist
EXPOSE 8080
CMD ["./board"]
