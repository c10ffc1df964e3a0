FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o / ./cmd/api ./cmd/worker

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /api /worker /usr/local/bin/
CMD ["api"]
