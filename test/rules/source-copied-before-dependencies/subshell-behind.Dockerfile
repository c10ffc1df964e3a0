#: about=The parenthesis behind the install stays with the rest
FROM golang:1.25-alpine AS build
COPY . /src
#<^^^^^^^^^ source-copied-before-dependencies: `COPY . /src` precedes `apk add`, so every source edit installs the system packages again
RUN apk add --no-cache git make && \
    (cd /src && make) && \
    cp /src/bin/server /server
CMD ["/server"]
