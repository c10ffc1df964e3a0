FROM golang:1.22-bookworm
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /src
COPY web ./web
RUN cd web && npm ci && npm run build
COPY go.mod main.go ./
RUN go build -o board .
CMD ["./board"]
