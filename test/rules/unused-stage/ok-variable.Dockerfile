ARG KIND=a
FROM alpine:3.22 AS a
FROM alpine:3.22 AS b
FROM $KIND
USER nobody
CMD ["sleep", "1"]
