FROM alpine:3.22
VOLUME ["/plugins"]
USER nobody
CMD ["/plugins/run.sh"]
