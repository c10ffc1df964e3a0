#: about=A command behind the start command needs root too
FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ root-user: `debian:bookworm-slim` runs the program as root, so whoever breaks into it has root's rights in the container
CMD ["server"]
COPY server /usr/local/bin/server
RUN chmod 755 /usr/local/bin/server
