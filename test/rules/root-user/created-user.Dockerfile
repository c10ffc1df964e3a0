#: about=A user is created and never selected
FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ root-user: `debian:bookworm-slim` runs the program as root, so whoever breaks into it has root's rights in the container
RUN groupadd -r shop && useradd -r -g shop -s /usr/sbin/nologin shop
COPY server /usr/local/bin/server
CMD ["server"]
