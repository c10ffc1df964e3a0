FROM golang:1.22-alpine AS build
RUN apk add --no-cache build-base git
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
