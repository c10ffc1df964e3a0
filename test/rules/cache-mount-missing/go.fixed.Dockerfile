# syntax=docker/dockerfile:1
FROM golang:1.25 AS build
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go mod download
COPY . .
RUN --network=none --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -ldflags="-s -w" -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
