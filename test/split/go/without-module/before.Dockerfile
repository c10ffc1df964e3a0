FROM golang:1.22
WORKDIR /app
COPY . .
RUN go get
RUN go build -o server .
CMD ["/app/server"]
