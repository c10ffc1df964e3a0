FROM golang:1.25 AS build
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-X main.version=1" -o /server .
#                 ^^^^^^^^ unstripped-binary: `go build` leaves symbols and debugging data in the program, about a quarter of its size

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
