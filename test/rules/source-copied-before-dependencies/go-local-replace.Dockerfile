FROM golang:1.22
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `go build`, so every source edit downloads every module again
RUN go build -o /server .
CMD ["/server"]
