FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -o pages .
EXPOSE 8080
CMD ["./pages"]
