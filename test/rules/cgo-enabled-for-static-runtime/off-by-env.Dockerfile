FROM golang:1.22 AS build
ENV GOOS=linux CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
