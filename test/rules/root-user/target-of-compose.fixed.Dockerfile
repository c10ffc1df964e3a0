# A compose file runs two stages: both ship, whatever comes last.
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /web ./web && CGO_ENABLED=0 go build -o /worker ./worker

FROM gcr.io/distroless/static-debian12:nonroot AS web
COPY --from=build /web /web
CMD ["/web"]

FROM alpine:3.22 AS dev
RUN apk add --no-cache bash
CMD ["bash"]

FROM gcr.io/distroless/static-debian12:nonroot AS worker
COPY --from=build /worker /worker
CMD ["/worker"]
