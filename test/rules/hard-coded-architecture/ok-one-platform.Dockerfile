FROM golang:1.25 AS build
COPY . .
RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
