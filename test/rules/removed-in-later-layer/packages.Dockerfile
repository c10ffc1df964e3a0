FROM alpine:3.22
RUN apk add --no-cache --virtual .build gcc make
RUN make && apk del .build
#                   ^^^^^^ removed-in-later-layer: `apk del` frees nothing, because `.build` stays in the earlier layer that brought it
USER nobody
CMD ["sleep", "1"]
