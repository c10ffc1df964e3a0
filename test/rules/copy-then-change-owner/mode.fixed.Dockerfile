FROM alpine:3.22
COPY --chmod=755 run.sh /usr/local/bin/
USER nobody
CMD ["run.sh"]
