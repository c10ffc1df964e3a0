FROM golang:1.22
WORKDIR /go/src/app
COPY go.mod .
RUN go mod download
COPY . .
RUN go build
CMD ["/go/src/app/beacon"]
