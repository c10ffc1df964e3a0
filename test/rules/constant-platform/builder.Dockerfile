FROM --platform=linux/amd64 golang:1.22 AS build
#    ^^^^^^^^^^^^^^^^^^^^^^ constant-platform: `linux/amd64` is fixed, so on other machines the stage runs emulated and slowly, and `docker build --platform` has no effect on it
RUN go install example.com/tool@v1.2.0

FROM debian:bookworm-slim
COPY --from=build /go/bin/tool /usr/local/bin/tool
