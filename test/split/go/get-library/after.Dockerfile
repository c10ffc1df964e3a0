FROM golang:1.10 AS build
ENV GOPATH=/go
ADD . /go
RUN go get github.com/gin-gonic/gin
RUN CGO_ENABLED=0 go build -ldflags="-s -w" /go/src/app/notify.go

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /go
COPY --from=build /go/notify /go/notify
ENTRYPOINT ["/go/notify"]
