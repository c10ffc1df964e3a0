FROM golang:1.22 AS goBuilder
#                   ^^^^^^^^^ stage-name-case: `goBuilder` has upper-case letters that the builder does not tell from lower-case ones, so it reads as two names where it is written differently
RUN go install example.com/tool@v1.2.0

FROM goBuilder AS tested
RUN go vet ./...

FROM debian:bookworm-slim
RUN --mount=from=goBuilder,target=/mnt \
    # keep this
    ls /mnt
COPY --from=goBuilder \
     /go/bin/tool /usr/local/bin/tool
