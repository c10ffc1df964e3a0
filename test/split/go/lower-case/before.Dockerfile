# syntax=docker/dockerfile:1
from golang:1.22
workdir /app
copy . .
run go build -o server .
cmd ["./server"]
