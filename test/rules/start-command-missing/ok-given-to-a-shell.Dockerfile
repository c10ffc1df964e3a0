FROM alpine:3.22
COPY run.sh /run.sh
USER nobody
ENTRYPOINT ["sh", "/run.sh"]
