FROM golang:1.25-alpine AS build
ENV GOPATH=/build
COPY . /build/src/example.com/x
WORKDIR /build/src/example.com/x
RUN go install ./...
FROM alpine:3.22
COPY --from=build /build/bin/x /x
USER nobody
CMD ["/x"]
