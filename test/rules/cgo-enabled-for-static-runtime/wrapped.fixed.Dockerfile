FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN set -eux; \
    env CGO_ENABLED=0 GOOS=linux go build -o /one . ; \
    sudo -E CGO_ENABLED=0 GOFLAGS=-trimpath go build -o /two .

FROM scratch
COPY --from=build /one /two /
CMD ["/one"]
