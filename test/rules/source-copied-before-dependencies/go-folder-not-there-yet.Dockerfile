#: about=The download runs beside go.mod; the package's folder comes with the sources.
FROM golang:1.22
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `go build`, so every source edit downloads every module again
RUN cd cmd/harbour && GOPROXY=direct go build -o /server .
CMD ["/server"]
