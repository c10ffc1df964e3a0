#: about=Before modules the sources say what is downloaded.
FROM golang:1.9
WORKDIR /go/src/github.com/harbour/server
COPY . .
RUN go get -d ./... && go build -o /server .
