FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM gcr.io/distroless/static-debian12
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user: `gcr.io/distroless/static-debian12` runs the program as root, so whoever breaks into it has root's rights in the container
COPY --from=build /server /server
CMD ["/server"]
