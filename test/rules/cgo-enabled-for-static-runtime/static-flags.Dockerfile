FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -ldflags "-linkmode external -extldflags -static" -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
