FROM golang:1.22
WORKDIR /src
COPY go.work ./
COPY server/go.mod ./server/
COPY tide/go.mod ./tide/
RUN go mod download
COPY . .
RUN go build -o /server ./server
CMD ["/server"]
