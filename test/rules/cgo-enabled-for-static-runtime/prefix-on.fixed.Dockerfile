FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN cd cmd && CGO_ENABLED=0 GOOS=linux go build -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
