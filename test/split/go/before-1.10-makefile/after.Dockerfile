FROM golang:1.8-jessie AS build
WORKDIR /go/src/app
COPY . .
RUN make server

FROM debian:jessie-slim
WORKDIR /go/src/app
COPY --from=build /go/src/app/server /go/src/app/server
USER 65532:65532
CMD ["./server"]
