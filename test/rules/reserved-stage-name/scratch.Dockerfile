FROM alpine:3.22 AS Scratch
#                   ^^^^^^^ reserved-stage-name: `Scratch` is the builder's name for the empty image, so `FROM Scratch` never means this stage
RUN apk add --no-cache ca-certificates

FROM scratch
COPY --from=0 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
