FROM golang:1.22 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /beacon .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /beacon /beacon
CMD ["/beacon"]
