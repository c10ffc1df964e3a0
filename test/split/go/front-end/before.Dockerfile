# The harbour's board: a Go server and a front end that Node.js builds
FROM golang:1.22

RUN apt-get update && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY . .
RUN cd web && node build.mjs
RUN go build -o board .

EXPOSE 8080
CMD ["./board"]
