FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server ./cmd/server && cp -r assets /assets

FROM scratch
COPY --from=build /out/server /server
COPY --from=build /assets/logo.png /logo.png
COPY --from=build /src/LICENSE /LICENSE
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
USER 65532
CMD ["/server"]
