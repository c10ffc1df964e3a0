FROM alpine:3.22
RUN apk update && apk add curl git
#   ^^^^^^^^^^ package-lists-in-layer: `apk update` leaves the package lists in this layer, where nothing reads them again
USER nobody
CMD ["sleep", "1"]
