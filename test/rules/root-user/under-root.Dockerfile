#: about=Another user can't enter /root, so no user would do
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o server .

FROM alpine:3.20
#    ^^^^^^^^^^^ root-user: `alpine:3.20` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /root/
COPY --from=build /src/server .
CMD ["./server"]
