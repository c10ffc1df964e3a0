FROM alpine:3.22
RUN apk add --no-cache --virtual .build gcc make \
    && make && apk del .build
USER nobody
CMD ["sleep", "1"]
