# syntax=docker/dockerfile:1
from golang:1.22 as build
workdir /app
copy go.mod ./
run go mod download
copy . .
run CGO_ENABLED=0 go build -ldflags="-s -w" -o server .

from gcr.io/distroless/static-debian13:nonroot
workdir /app
copy --from=build /app/server /app/server
cmd ["./server"]
