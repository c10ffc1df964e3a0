FROM alpine:3.22 AS a
FROM alpine:3.22 AS b
FROM alpine:3.22
FROM alpine:3.22
COPY --from=a /etc/passwd /etc/
