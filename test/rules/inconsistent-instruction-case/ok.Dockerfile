FROM golang:1.22 AS build
RUN go install example.com/tool@v1.2.0
