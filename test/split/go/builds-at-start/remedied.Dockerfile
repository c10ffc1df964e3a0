FROM golang:alpine

WORKDIR /app

ADD . .
RUN go mod download

RUN go build -o app
ENTRYPOINT ./app
