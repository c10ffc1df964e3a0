FROM golang:1.22
WORKDIR /src
COPY go.mod ./
RUN GOPROXY=direct go mod download
COPY . .
RUN cd cmd/harbour && GOPROXY=direct go build -o /server .
CMD ["/server"]
