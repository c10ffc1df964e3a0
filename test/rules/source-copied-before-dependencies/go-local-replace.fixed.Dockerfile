FROM golang:1.22
WORKDIR /src
COPY go.mod go.sum ./
COPY tide/go.mod ./tide/
RUN go mod download
COPY . .
RUN go build -o /server .
CMD ["/server"]
