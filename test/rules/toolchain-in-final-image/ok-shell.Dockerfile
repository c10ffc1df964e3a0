#: about=A person works with the compiler
FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build ./...
CMD ["/bin/bash"]
