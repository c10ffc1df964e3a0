FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -o server .
# Never root
USER 1000:1000
CMD ["./server"]
