from golang:1.22
workdir /app
copy . .
# Answers on 8080.
cmd go run -tags=prod ./cmd/api --verbose
