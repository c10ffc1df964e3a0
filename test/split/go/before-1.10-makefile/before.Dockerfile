FROM golang:1.8-jessie
WORKDIR /go/src/app
COPY . .
RUN make server
CMD ["./server"]
