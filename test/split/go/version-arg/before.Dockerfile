FROM golang:1.22
ARG VERSION=dev
ENV GOPROXY=https://proxy.example.com \
    PORT=8080
WORKDIR /app
COPY . .
RUN go build -ldflags "-X main.version=${VERSION}" -o server .
LABEL version=$VERSION
CMD ["./server"]
