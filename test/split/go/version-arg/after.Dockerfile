FROM golang:1.22 AS build
ARG VERSION=dev
ENV GOPROXY=https://proxy.example.com \
    PORT=8080
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-s -w -X main.version=${VERSION}" -o server .

FROM gcr.io/distroless/static-debian13:nonroot
ARG VERSION=dev
ENV PORT=8080
WORKDIR /app
COPY --from=build /app/server /app/server
LABEL version=$VERSION
CMD ["./server"]
