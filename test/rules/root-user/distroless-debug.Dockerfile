FROM gcr.io/distroless/base-debian12:debug
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user: `gcr.io/distroless/base-debian12:debug` runs the program as root, so whoever breaks into it has root's rights in the container
COPY server /server
CMD ["/server"]
