FROM golang:1.22 AS build
WORKDIR /go/src/app
COPY go.mod .
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w"

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /go/src/app
COPY --from=build /go/src/app/beacon /go/src/app/beacon
CMD ["/go/src/app/beacon"]
