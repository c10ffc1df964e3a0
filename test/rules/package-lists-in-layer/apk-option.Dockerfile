FROM alpine:3.22
RUN apk add --update curl
#   ^^^^^^^ package-lists-in-layer: `apk add` leaves the package lists in this layer, where nothing reads them again
USER nobody
CMD ["sleep", "1"]
