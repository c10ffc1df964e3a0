FROM golang:1.22
WORKDIR /src
COPY cmd ./cmd
RUN --mount=type=bind,target=. go build -o /server ./cmd/server
