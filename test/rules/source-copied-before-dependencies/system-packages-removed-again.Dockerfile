#: about=Taken apart, the packages would stay in the image.
FROM alpine:3.20
WORKDIR /srv
COPY . .
RUN apk add --no-cache --virtual .build gcc make && make install && apk del .build
CMD ["harbour"]
