FROM golang:1.22 AS build
WORKDIR /app
COPY . .
ENV CGO_ENABLED=0 GOFLAGS=-ldflags=-s
RUN make build

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/bin/server /app/bin/server
CMD ["./bin/server"]
