FROM golang:1.22-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /bin/server .

FROM alpine:3.20
COPY --from=build /bin/server /usr/local/bin/server
RUN addgroup -S app && adduser -S -G app app
USER app
ENTRYPOINT ["server"]
CMD ["--port", "8080"]
