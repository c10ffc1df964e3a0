# syntax=docker/dockerfile:1
FROM golang:1.25 AS build
COPY go.mod go.sum ./
RUN go mod download
#   ^^^^^^ cache-mount-missing: `go mod` fetches everything again whenever this step runs; a cache mount on `/go/pkg/mod` keeps it from build to build
COPY . .
RUN --network=none go build -ldflags="-s -w" -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
