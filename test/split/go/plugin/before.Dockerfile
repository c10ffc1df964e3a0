FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -buildmode=plugin -o rope.so .
CMD ["./rope.so"]
