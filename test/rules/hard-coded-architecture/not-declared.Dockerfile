FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
RUN CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o /server .
#                            ^^^^^^^^^^^^ hard-coded-architecture: `GOARCH=amd64` builds for one architecture, though this file is built for several, so images of the others do not start

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
