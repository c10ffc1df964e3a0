FROM golang:1.25 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o server .
FROM alpine:3.22
COPY --from=build /app/server /srv/server
USER nobody
CMD ["/srv/server"]
