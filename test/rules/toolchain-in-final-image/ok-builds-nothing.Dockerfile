FROM golang:1.22
COPY server /usr/local/bin/server
CMD ["server"]
