FROM alpine:3.22
RUN mkdir /data \
    && chown nobody /data \
    && apk add --no-cache tini \
    curl
USER nobody
CMD ["sleep", "1"]
