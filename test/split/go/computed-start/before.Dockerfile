FROM golang:1.22
ARG NAME=server
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["sh", "-c", "$BINARY"]
