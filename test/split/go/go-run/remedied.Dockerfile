FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -o /usr/local/bin/app .
CMD ["/usr/local/bin/app"]
