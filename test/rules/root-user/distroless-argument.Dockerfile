ARG BASE=gcr.io/distroless/static-debian12
FROM ${BASE}
#    ^^^^^^^ root-user: `${BASE}` runs the program as root, so whoever breaks into it has root's rights in the container
COPY server /server
CMD ["/server"]
