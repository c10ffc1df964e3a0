FROM alpine:3.22
RUN mkdir /data
VOLUME /data
USER nobody
CMD ["sleep", "1"]
