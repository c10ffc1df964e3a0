FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
COPY . .
RUN GOARCH=$TARGETARCH go build -o /app .
