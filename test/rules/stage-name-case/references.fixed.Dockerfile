FROM golang:1.22 AS gobuilder
RUN go install example.com/tool@v1.2.0

FROM gobuilder AS tested
RUN go vet ./...

FROM debian:bookworm-slim
RUN --mount=from=gobuilder,target=/mnt \
    # keep this
    ls /mnt
COPY --from=gobuilder \
     /go/bin/tool /usr/local/bin/tool
