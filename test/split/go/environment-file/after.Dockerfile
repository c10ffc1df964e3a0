FROM golang:1.22 AS build
COPY go.mod ./
RUN go mod download
COPY ./ ./
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o harbour ./main.go

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /go
COPY --from=build /go/harbour /go/harbour
CMD ["./harbour"]
