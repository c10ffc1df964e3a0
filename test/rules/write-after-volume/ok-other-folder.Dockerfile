FROM alpine:3.22
VOLUME /data
RUN mkdir /database /srv/data
USER nobody
CMD ["sleep", "1"]
