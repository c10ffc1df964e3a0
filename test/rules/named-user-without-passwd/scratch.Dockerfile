FROM golang:1.25 AS build
RUN useradd app && CGO_ENABLED=0 go build -o /server .
FROM scratch
COPY --from=build /server /bin/server
USER app
#    ^^^ named-user-without-passwd: An image from `scratch` knows no user `app` and nothing here creates it, so the container does not start
CMD ["/bin/server"]
