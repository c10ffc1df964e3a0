FROM alpine:3.22 AS scratch-stage
RUN apk add --no-cache ca-certificates

FROM scratch
COPY --from=0 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
