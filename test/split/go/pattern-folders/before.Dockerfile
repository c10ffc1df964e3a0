FROM golang:1.22
WORKDIR /app
COPY go.mod main.go ./
# The pages land beside the program: a folder that a pattern matches is copied without its name.
COPY web* ./
RUN go build -o pages .
EXPOSE 8080
CMD ["./pages"]
