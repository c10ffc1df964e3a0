ARG BASE=gcr.io/distroless/static-debian12
FROM ${BASE}
COPY server /server
USER 65532:65532
CMD ["/server"]
