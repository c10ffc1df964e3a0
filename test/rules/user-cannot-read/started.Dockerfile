FROM debian:trixie-slim
WORKDIR /root
COPY server .
USER nobody
CMD ["./server"]
#     ^^^^^^^^ user-cannot-read: The image runs as `nobody`, who can't enter `/root`, so `/root/server` can't be started
