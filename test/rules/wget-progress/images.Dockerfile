FROM debian:bookworm AS a
RUN wget https://example.com/a && wget -O b https://example.com/b
#   ^^^^ wget-progress: `wget` writes its progress into the build log, thousands of lines for a large file
#                                 ^^^^ wget-progress: `wget` writes its progress into the build log, thousands of lines for a large file
FROM alpine:3.22 AS b
RUN wget https://example.com/a
#   ^^^^ wget-progress: `wget` writes its progress into the build log, thousands of lines for a large file
FROM alpine:3.22 AS c
RUN apk add --no-cache curl; wget -O - https://example.com/a | tar xz
#                            ^^^^ wget-progress: `wget` writes its progress into the build log, thousands of lines for a large file
