FROM alpine:3.22
RUN apk add --no-cache bash
USER nobody
ENTRYPOINT ["/bin/bash", "/run.sh"]
