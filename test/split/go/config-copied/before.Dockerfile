FROM golang:1.22
WORKDIR /src
COPY . .
COPY deploy/server.yml /etc/server/server.yml
RUN go build -o /usr/local/bin/server .
ENTRYPOINT ["server"]
CMD ["-config", "/etc/server/server.yml"]
