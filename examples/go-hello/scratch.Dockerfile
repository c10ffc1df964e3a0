# The ship's log service, split by hand; cgo is still on
FROM golang:1.22 AS build

WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o server .

FROM scratch

ENV LOG_LEVEL=info
WORKDIR /app
COPY --from=build /app/server /app/server
USER 65532:65532

EXPOSE 8080
CMD ["/app/server"]
