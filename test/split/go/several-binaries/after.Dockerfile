FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /usr/local/bin/api ./cmd/api && CGO_ENABLED=0 go build -ldflags="-s -w" -o /usr/local/bin/worker ./cmd/worker

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /usr/local/bin/api /usr/local/bin/api
COPY --from=build /usr/local/bin/worker /usr/local/bin/worker
EXPOSE 8080
CMD ["api"]
