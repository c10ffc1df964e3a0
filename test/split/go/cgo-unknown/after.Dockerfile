FROM golang:trixie AS build

WORKDIR /app

COPY go.mod go.sum ./
RUN go mod download

COPY . .

RUN go build -ldflags="-s -w" -o serv .

FROM gcr.io/distroless/base-debian13:nonroot

WORKDIR /app

COPY --from=build /app/serv /app/serv

EXPOSE 8080

CMD ["./serv"]
