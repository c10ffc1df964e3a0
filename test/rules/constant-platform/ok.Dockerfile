FROM --platform=linux/arm64 golang:1.22 AS build-arm64
RUN go install example.com/tool@v1.2.0

FROM --platform=$BUILDPLATFORM golang:1.22 AS tool
RUN go install example.com/tool@v1.2.0

FROM debian:bookworm-slim
COPY --from=build-arm64 /go/bin/tool /usr/local/bin/tool
