# syntax=docker/dockerfile:1
ARG BASE=debian
FROM $BASE AS a-b_c.d
FROM "debian:bookworm" AS e
ENV A=1 B="x y" C='z' D=it\'s E="say \"hi\""
ENV OLD it is\'t
LABEL a=1 "b c"="d"
ARG X
ARG Y= Z="1"
SHELL ["/bin/bash", "-c"]
STOPSIGNAL SIGRTMIN+3
STOPSIGNAL 9
STOPSIGNAL $SIG
HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0s --retries=0 CMD true
HEALTHCHECK NONE
CMD
ENTRYPOINT
RUN <<EOT
echo one
EOT
COPY <<a <<b /srv/
1
a
2
b
ONBUILD RUN ls
