FROM golang:1.22-alpine
COPY go.mod go.sum /src/
WORKDIR /src
RUN apk add --no-cache git \
    && go mod download
COPY ./ /src/
RUN go build -o /server .
CMD ["/server"]
