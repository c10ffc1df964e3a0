FROM alpine:3.22
RUN apk add --no-cache tini
RUN mkdir -p /data/db && chown nobody /data
VOLUME ["/data"]
USER nobody
CMD ["sleep", "1"]
