FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /ahoy ./cmd/ahoy

FROM scratch
COPY --from=build /ahoy /ahoy
CMD ["/ahoy"]
