FROM alpine:3.22
RUN apk add --no-cache wget && wget -O - https://example.com/a | tar xz
#                              ^^^^ wget-progress: `wget` writes its progress into the build log, thousands of lines for a large file
