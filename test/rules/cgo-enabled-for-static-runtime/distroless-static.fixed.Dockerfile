FROM golang:1.22-bookworm AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux go build -o /out/ ./cmd/harbour

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/harbour /usr/bin/harbour
ENTRYPOINT ["/usr/bin/harbour"]
