FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
RUN GOARCH=amd64 go build -o /a . && GOARCH=arm64 go build -o /b .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
