FROM golang:1.22 AS build
WORKDIR /src
COPY go.work ./
COPY knots/go.mod ./knots/
COPY server/go.mod ./server/
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /bin/server ./server

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /bin/server /bin/server
CMD ["/bin/server"]
