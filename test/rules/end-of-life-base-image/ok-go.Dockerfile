#: about=Nothing of the image is needed once a Go program is built.
FROM golang:1.19
COPY . .
RUN go build -o /app .
USER nobody
CMD ["/app"]
