FROM alpine:3.22
COPY run.sh /run.sh
USER nobody
ENTRYPOINT ["/bin/bash", "/run.sh"]
#            ^^^^^^^^^ interpreter-missing: `alpine:3.22` has no `/bin/bash`, so the container stops with "not found" as soon as it starts
