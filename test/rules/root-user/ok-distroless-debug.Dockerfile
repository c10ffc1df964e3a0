FROM gcr.io/distroless/base-debian12:debug-nonroot
COPY server /server
CMD ["/server"]
