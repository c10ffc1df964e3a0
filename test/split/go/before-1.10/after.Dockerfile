FROM golang:1.8 AS build
WORKDIR /go/src/app
COPY main.go .
RUN CGO_ENABLED=0 go build -a -installsuffix cgo -ldflags="-s -w" -v -o server

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /go/src/app
COPY --from=build /go/src/app/server /go/src/app/server
CMD ["./server"]
