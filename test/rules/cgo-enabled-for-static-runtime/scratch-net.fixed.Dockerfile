# The harbour's web server
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go vet ./... && \
    CGO_ENABLED=0 go build -trimpath \
      -o server .

FROM scratch
COPY --from=build /src/server /server
CMD ["/server"]
