FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
#    ^^^^^^^ root-user: An image from `scratch` runs its program as root, so whoever breaks into it has root's rights in the container
COPY --from=build /server /server
ENTRYPOINT ["/server"]
