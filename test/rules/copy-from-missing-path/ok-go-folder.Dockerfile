#: about=`go build -o` makes the folders of its output
FROM golang:1.25 AS builder
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /dist/server ./cmd/server
RUN go build -o /assets/in ./cmd/in
FROM alpine:3.20
COPY --from=builder /dist /bin/
COPY --from=builder assets/ /opt/resource/
