FROM golang:1.22 AS builder
COPY --from=builder /a /a
#           ^^^^^^^ copy-from-unknown-stage: `builder` is this stage itself, which has nothing to copy from yet
COPY --from=0 /a /a
#           ^ copy-from-unknown-stage: `0` is this stage itself, which has nothing to copy from yet
FROM alpine:3.22 AS last
COPY --from=bulider /a /a
#           ^^^^^^^ copy-from-unknown-stage(warning): No stage is named `bulider`, so it is taken for an image; a stage `builder` is there
COPY --from=2 /a /a
#           ^ copy-from-unknown-stage: No stage before this one has the number `2`, so the build stops here
COPY --from=later /a /a
#           ^^^^^ copy-from-unknown-stage: The stage `later` comes later, so the name is taken for an image
COPY --from=assets /a /a
#           ^^^^^^ copy-from-unknown-stage(hint): No stage is named `assets`, so it is taken for the image `assets:latest`
RUN --mount=type=bind,from=buidler,target=/x ls /x
#                          ^^^^^^^ copy-from-unknown-stage(warning): No stage is named `buidler`, so it is taken for an image; a stage `builder` is there
FROM alpine:3.22 AS later
