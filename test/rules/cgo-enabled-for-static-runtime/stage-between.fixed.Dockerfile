FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o harbour . && mv harbour /usr/local/bin/harbour

FROM alpine:3.20 AS pack
WORKDIR /rootfs
COPY --from=build /usr/local/bin/harbour bin/harbour

FROM scratch
COPY --from=pack /rootfs/bin/harbour /harbour
ENTRYPOINT ["/harbour"]
