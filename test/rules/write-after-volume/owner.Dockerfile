FROM alpine:3.22
VOLUME ["/data"]
RUN apk add --no-cache tini
RUN mkdir -p /data/db && chown nobody /data
#<^ write-after-volume: This RUN changes what lies in the volume `/data` after it was declared, which the classic builder throws away and BuildKit keeps
USER nobody
CMD ["sleep", "1"]
