FROM golang:1.22
WORKDIR /app
ONBUILD COPY . .
COPY . .
RUN go build -o server .
CMD ["./server"]
