FROM alpine:3.20
RUN apk add --no-cache sqlite
COPY server /usr/local/bin/server
RUN addgroup -S app && adduser -S -G app app && mkdir -p /data && chown app:app /data
VOLUME /data
EXPOSE 80
USER app
CMD ["server", "--db", "/data/shop.db"]
