FROM golang:1.22
COPY . /src
RUN cd /src && go build -o bin/server .
CMD cd /src && ./bin/server
