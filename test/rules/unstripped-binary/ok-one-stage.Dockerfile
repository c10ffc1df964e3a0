FROM golang:1.25
COPY . .
RUN go build -o /server .
USER nobody
CMD ["/server"]
