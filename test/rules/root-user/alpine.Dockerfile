FROM golang:1.22-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /bin/server .

FROM alpine:3.20
#    ^^^^^^^^^^^ root-user: `alpine:3.20` runs the program as root, so whoever breaks into it has root's rights in the container
COPY --from=build /bin/server /usr/local/bin/server
ENTRYPOINT ["server"]
CMD ["--port", "8080"]
