FROM gcr.io/distroless/static-debian13
COPY server /server
USER 65532:65532
CMD ["/server"]
