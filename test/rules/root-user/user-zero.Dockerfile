FROM debian:bookworm-slim
COPY server /usr/local/bin/server
USER 0:0
#    ^^^ root-user: `USER 0:0` is the last user, so whoever breaks into the program has root's rights in the container
CMD ["server"]
