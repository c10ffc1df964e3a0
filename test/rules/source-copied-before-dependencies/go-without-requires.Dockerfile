FROM golang:1.22
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies(info): `COPY . .` precedes `go build`, so once the project has dependencies every source edit downloads every module again
RUN go build -o /server .
CMD ["/server"]
