FROM golang:1.25 AS build
RUN useradd app && CGO_ENABLED=0 go build -o /server .
FROM scratch
COPY --from=build /server /bin/server
USER 65532:65532
CMD ["/bin/server"]
