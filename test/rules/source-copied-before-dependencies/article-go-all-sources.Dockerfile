#: about=This one really has the fault.
FROM golang:1.22 AS builder
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `go build`, so every source edit downloads every module again
RUN go build -o server .
FROM gcr.io/distroless/base-debian12
COPY --from=builder /app/server /server
CMD ["/server"]
