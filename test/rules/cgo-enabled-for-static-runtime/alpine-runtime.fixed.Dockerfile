FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build

FROM alpine:3.20
COPY --from=build /src/harbour /usr/local/bin/
CMD ["harbour"]
