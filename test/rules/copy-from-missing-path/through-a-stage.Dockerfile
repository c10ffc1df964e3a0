FROM scratch AS files
COPY app.conf /conf/app.conf

FROM scratch AS more
COPY --from=files /conf /etc/app

FROM alpine:3.22
COPY --from=more /etc/app/app.conf /etc/app/other.ini /etc/
#                                  ^^^^^^^^^^^^^^^^^^ copy-from-missing-path: Nothing in the stage `more` makes `/etc/app/other.ini`, so this COPY fails and with it the build
USER nobody
CMD ["sleep", "1"]
