FROM alpine:3.20
#    ^^^^^^^^^^^ root-user(hint): The image sets no user and starts no program of its own, so what is started in it runs as root
RUN apk add --no-cache curl jq
