FROM golang:1.25 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o /app/server .

FROM alpine:3.22
RUN apk add --no-cache ca-certificates
WORKDIR /srv
COPY --from=build /app/server .
USER nobody
CMD ["/app/server"]
#     ^^^^^^^^^^^ start-command-missing: Nothing puts `/app/server` into the image, so the container stops as soon as it starts
