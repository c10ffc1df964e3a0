FROM alpine:3.22
RUN apk add --no-cache wget && wget --progress=dot:giga -O - https://example.com/a | tar xz
