FROM golang:1.25 AS build
ENV CGO_ENABLED=0 GOFLAGS=-trimpath
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
USER 65532
CMD ["/app"]
