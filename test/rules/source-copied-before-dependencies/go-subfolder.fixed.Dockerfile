FROM golang:1.22
WORKDIR /src
COPY server/go.mod server/go.sum ./server/
RUN cd server && go mod download
COPY . .
RUN cd server && go build -o /server .
CMD ["/server"]
