FROM debian:bookworm AS a
RUN wget --progress=dot:giga https://example.com/a && wget --progress=dot:giga -O b https://example.com/b
FROM alpine:3.22 AS b
RUN wget -q https://example.com/a
FROM alpine:3.22 AS c
RUN apk add --no-cache curl; wget -q -O - https://example.com/a | tar xz
