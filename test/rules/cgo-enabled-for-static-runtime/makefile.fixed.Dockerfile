FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 make build VERSION=1.2

FROM scratch
COPY --from=build /src/bin/harbour /harbour
CMD ["/harbour"]
