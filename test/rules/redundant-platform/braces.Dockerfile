FROM --platform=$BUILDPLATFORM golang:1.22 AS build
RUN go version
FROM --platform=${TARGETPLATFORM}   debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ redundant-platform: `--platform=${TARGETPLATFORM}` asks for the platform that a stage is built for anyway
COPY --from=build /usr/local/go/VERSION /
