#: about=The script is likely to start the server that was installed
FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ root-user(hint): The image starts as root because `apache2` is made to, and what runs as another user is up to its configuration
RUN apt-get update && apt-get install -y --no-install-recommends apache2 && rm -rf /var/lib/apt/lists/*
COPY run.sh /run.sh
CMD ["/run.sh"]
