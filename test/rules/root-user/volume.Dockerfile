FROM alpine:3.20
#    ^^^^^^^^^^^ root-user: `alpine:3.20` runs the program as root, so whoever breaks into it has root's rights in the container
RUN apk add --no-cache sqlite
COPY server /usr/local/bin/server
VOLUME /data
EXPOSE 80
CMD ["server", "--db", "/data/shop.db"]
