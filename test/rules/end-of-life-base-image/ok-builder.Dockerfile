#: about=Only the shipped image is judged.
FROM golang:1.19 AS build
RUN CGO_ENABLED=0 go build -o /app .

FROM alpine:3.23
COPY --from=build /app /app
USER nobody
CMD ["/app"]
