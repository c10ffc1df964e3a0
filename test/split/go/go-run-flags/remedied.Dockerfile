from golang:1.22
workdir /app
copy . .
run go build -o /usr/local/bin/api -tags=prod ./cmd/api
# Answers on 8080.
cmd ["/usr/local/bin/api", "--verbose"]
