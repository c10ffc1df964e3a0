FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -o server .
EXPOSE 8080
CMD ["./wait-for-it.sh", "db:5432", "--", "./server"]
