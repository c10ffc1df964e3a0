FROM alpine:3.20
RUN apk add --no-cache pcre && apk add --no-cache --virtual .build-deps build-base git pcre-dev \
    && git clone https://example.com/proxy.git /src && make -C /src install \
    && apk del .build-deps
ENTRYPOINT ["proxy"]
