FROM scratch
COPY --from=busybox:1.37-musl /bin/busybox /bin/sh
COPY run.sh /run.sh
USER 65532
CMD /run.sh
