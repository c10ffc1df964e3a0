FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
