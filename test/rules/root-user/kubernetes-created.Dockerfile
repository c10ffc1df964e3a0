FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ root-user: `debian:bookworm-slim` runs the program as root, so whoever breaks into it has root's rights in the container
COPY server /usr/local/bin/server
CMD ["server"]
