#: about=Nobody asks a builder for a number
FROM golang:1.22 AS build
USER nobody
RUN go version
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /usr/local/go/VERSION /
