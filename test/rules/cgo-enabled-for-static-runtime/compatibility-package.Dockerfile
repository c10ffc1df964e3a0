FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM alpine:3.20
RUN apk add --no-cache gcompat
COPY --from=build /server /server
CMD ["/server"]
