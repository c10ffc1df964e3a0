FROM scratch
COPY server /server
VOLUME /data
USER 65532:65532
CMD ["/server"]
