FROM golang:1.22 AS Builder
FROM alpine:3.22
COPY --from=builder /a /a
COPY --from=0 /a /a
COPY --from=nginx /etc/nginx /etc/nginx
COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /uv
COPY --from=busybox:musl /bin/sh /bin/sh
COPY --from=$STAGE /a /a
RUN --mount=type=bind,from=assets,target=/x ls /x
