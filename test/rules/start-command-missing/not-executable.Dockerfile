FROM alpine:3.22
COPY run.sh /run.sh
USER nobody
ENTRYPOINT ["/run.sh"]
#            ^^^^^^^ start-command-missing: `run.sh` may not be executed in the build context and COPY keeps that, so starting `/run.sh` fails with "permission denied"
