FROM alpine:3.22
# the data
VOLUME /data
RUN touch /data/a
#<^ write-after-volume: This RUN changes what lies in the volume `/data` after it was declared, which the classic builder throws away and BuildKit keeps
USER nobody
CMD ["sleep", "1"]
