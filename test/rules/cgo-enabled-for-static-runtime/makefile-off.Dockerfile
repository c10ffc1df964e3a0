FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN make build

FROM scratch
COPY --from=build /src/bin/harbour /harbour
CMD ["/harbour"]
