FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM registry.example.com/team/runtime:7
COPY --from=build /server /server
CMD ["/server"]
