#: about=The start script shows that it gives up root
FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ root-user(hint): The image starts as root, and its start script is what switches to another user
COPY docker/entrypoint.sh /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
