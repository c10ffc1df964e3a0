FROM golang:1.25 AS build
COPY . .
ARG GIT_COMMIT
RUN go build -ldflags="-s -w -X main.commit=$GIT_COMMIT" -o /server .
