FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /usr/local/bin/server .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY deploy/server.yml /etc/server/server.yml
COPY --from=build /usr/local/bin/server /usr/local/bin/server
ENTRYPOINT ["server"]
CMD ["-config", "/etc/server/server.yml"]
