FROM alpine:3.22
COPY run.sh /run.sh
RUN chmod +x /run.sh
USER nobody
ENTRYPOINT ["/run.sh"]
