FROM golang:1.25 AS build
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-s -w -X main.version=1" -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
