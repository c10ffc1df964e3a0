FROM scratch
COPY server /server
USER 65532
HEALTHCHECK CMD ["/server", "--check"]
CMD ["/server"]
