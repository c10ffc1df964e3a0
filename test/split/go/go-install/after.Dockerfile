FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go install -ldflags="-s -w" ./...

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /go/bin/harbour /go/bin/harbour
EXPOSE 8080
ENTRYPOINT ["/go/bin/harbour"]
