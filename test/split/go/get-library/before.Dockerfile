FROM golang:1.10
ENV GOPATH=/go
ADD . /go
RUN go get github.com/gin-gonic/gin
RUN go build /go/src/app/notify.go
ENTRYPOINT ["/go/notify"]
