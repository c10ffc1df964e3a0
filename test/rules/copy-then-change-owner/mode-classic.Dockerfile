#: syntax=legacy
FROM alpine:3.22
COPY run.sh /usr/local/bin/
RUN chmod 0755 /usr/local/bin/run.sh
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copy-then-change-owner(hint): `chmod` stores `/usr/local/bin/run.sh` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chmod`
USER nobody
CMD ["run.sh"]
