#: about=Without the project there is no fix.
FROM golang:1.22
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `go mod download`, so every source edit downloads every module again
RUN go mod download
RUN go build -o server .
CMD ["./server"]
