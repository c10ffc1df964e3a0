FROM alpine:3.22
RUN wget -qO- https://example.com/list | sort -u > /list
#   ^^^^ pipe-without-pipefail: The result of the pipe is that of `sort` alone, so the build goes on when `wget` fails
