FROM alpine:3.22 AS a
FROM alpine:3.22 AS a-3
FROM alpine:3.22 AS a-2
FROM alpine:3.22 AS a-3
COPY --from=a-2 /etc/passwd /etc/
