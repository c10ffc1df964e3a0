FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /server .

FROM scratch
#    ^^^^^^^ time-zones-missing: `scratch` holds no time zones, so those that `main.go` loads by name fail with "unknown time zone"
COPY --from=build /server /server
USER 65532
CMD ["/server"]
