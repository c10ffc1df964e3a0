#: about=Other images are built on it, and they build
FROM golang:1.22
RUN go install github.com/swaggo/swag/cmd/swag@latest
ONBUILD COPY . /src
ONBUILD RUN go build -o /server /src
CMD ["/server"]
