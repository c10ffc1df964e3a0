#: about=The first command writes the same programs, which the second one replaces.
FROM golang:1.15 AS build
WORKDIR /src
COPY . .
RUN go get ./...
RUN CGO_ENABLED=0 go install ./...

FROM scratch
COPY --from=build /go/bin/ /bin/
CMD ["/bin/harbour"]
