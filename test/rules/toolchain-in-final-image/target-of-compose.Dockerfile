FROM golang:1.25 AS api
#    ^^^^^^^^^^^ toolchain-in-final-image: `golang:1.25` ships its compiler and build cache (~807 MB) in an image that only needs the built program; no split is offered: the stage is not the last one of the file, and only that one is split
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /api .
USER 1000
CMD ["/api"]

FROM gcr.io/distroless/static-debian12:nonroot AS slim
COPY --from=api /api /api
CMD ["/api"]
