FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go install -v ./...

FROM scratch
COPY --from=build /go/bin/ /bin/
CMD ["/bin/harbour"]
