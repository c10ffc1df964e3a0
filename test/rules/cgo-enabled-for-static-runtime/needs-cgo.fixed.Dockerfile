FROM golang:1.22-bookworm AS build
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM gcr.io/distroless/base-debian12
COPY --from=build /server /server
CMD ["/server"]
