FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
COPY . .
RUN CGO_ENABLED=0 GOARCH=arm64 go build -o /server .
#                 ^^^^^^^^^^^^ hard-coded-architecture: `GOARCH=arm64` builds for one architecture, though this file is built for several, so images of the others do not start

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
