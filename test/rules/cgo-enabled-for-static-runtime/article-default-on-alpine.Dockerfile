#: about=Builder and runtime have the same C library.
FROM golang:1.22-alpine AS builder
WORKDIR /src
COPY . .
RUN go build -o app .
FROM alpine:3.19
COPY --from=builder /src/app /usr/local/bin/app
EXPOSE 8080
CMD ["app"]
