FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ root-user(hint): The image starts as root, and its start script is what switches to another user
RUN apt-get update && apt-get install -y --no-install-recommends gosu && rm -rf /var/lib/apt/lists/*
COPY entrypoint.sh /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
CMD ["server"]
