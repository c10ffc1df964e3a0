FROM golang:1.22 AS build
WORKDIR /app
COPY . .
RUN go build -ldflags="-s -w" -o tide .

FROM gcr.io/distroless/base-debian12:nonroot
WORKDIR /app
COPY --from=build /app/tide ./
CMD ["./tide"]
