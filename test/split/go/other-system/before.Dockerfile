FROM golang:1.22
WORKDIR /app
COPY . .
RUN GOOS=windows go build -o server.exe .
CMD ["./server.exe"]
