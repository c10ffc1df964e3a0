FROM --platform=$BUILDPLATFORM golang:1.22 AS build
RUN go version
FROM debian:bookworm-slim
COPY --from=build /usr/local/go/VERSION /
