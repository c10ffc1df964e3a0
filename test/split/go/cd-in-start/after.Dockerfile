FROM golang:1.22 AS build
COPY go.mod /src/
RUN cd /src && go mod download
COPY . /src
RUN cd /src && CGO_ENABLED=0 go build -ldflags="-s -w" -o bin/server .

FROM alpine:3.22
WORKDIR /go
COPY --from=build /src/bin/server /src/bin/server
USER 65532:65532
CMD cd /src && ./bin/server
