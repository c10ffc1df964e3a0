FROM golang:1.22-bookworm AS build
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /src
COPY web/package.json web/package-lock.json ./web/
RUN cd web && npm ci
COPY web ./web
RUN cd web && npm run build
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o board .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /src/board /src/board
CMD ["./board"]
