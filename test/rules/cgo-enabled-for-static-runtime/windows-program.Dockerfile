FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN GOOS=windows go build -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
