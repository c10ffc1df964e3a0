FROM golang:1.25 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server .
FROM alpine:3.22
COPY --from=build /out /srv
USER nobody
CMD ["/srv/server"]
