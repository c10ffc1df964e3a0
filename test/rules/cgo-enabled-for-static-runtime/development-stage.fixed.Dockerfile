FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM alpine:3.20 AS dev
COPY --from=build /server /server
CMD ["/server"]

FROM debian:bookworm-slim
COPY --from=build /server /server
CMD ["/server"]
