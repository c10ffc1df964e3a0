FROM golang:1.8
WORKDIR /go/src/app
COPY main.go .
RUN go build -v -o server
CMD ["./server"]
