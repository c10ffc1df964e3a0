FROM golang:1.22 AS build
RUN go install example.com/tool@v1.2.0
FROM debian:bookworm-slim AS run
COPY --from=build /go/bin/tool /usr/local/bin/tool
