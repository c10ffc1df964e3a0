FROM debian:bookworm
VOLUME /data
VOLUME /data
# The engine of the host
VOLUME /var/run/docker.sock
CMD ["/a"]
