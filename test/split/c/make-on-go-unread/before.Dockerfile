FROM golang:1.22-alpine
RUN apk add --no-cache make
WORKDIR /src
COPY . .
RUN make all
CMD ["/src/bin/app"]
