FROM golang:1.25 AS build
COPY . .
RUN CGO_ENABLED=0 go build -o /server .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /server /server
HEALTHCHECK CMD ["/usr/bin/wget", "-q", "http://localhost"]
#                 ^^^^^^^^^^^^^ health-check-tool-missing: `gcr.io/distroless/static-debian13:nonroot` has no `wget`, so the health check fails every time and the container counts as unhealthy
CMD ["/server"]
