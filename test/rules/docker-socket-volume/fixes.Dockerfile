#: about=Alone, beside others, under a comment
FROM debian:bookworm
VOLUME /var/run/docker.sock
#      ^^^^^^^^^^^^^^^^^^^^ docker-socket-volume: `/var/run/docker.sock` is the engine's socket: whoever can write to it is root on the host, and a volume hides it behind an empty folder
VOLUME /data /var/run/docker.sock
#            ^^^^^^^^^^^^^^^^^^^^ docker-socket-volume: `/var/run/docker.sock` is the engine's socket: whoever can write to it is root on the host, and a volume hides it behind an empty folder
VOLUME /run/podman/podman.sock  /data
#      ^^^^^^^^^^^^^^^^^^^^^^^ docker-socket-volume: `/run/podman/podman.sock` is the engine's socket: whoever can write to it is root on the host, and a volume hides it behind an empty folder
# The engine of the host
VOLUME /var/run/docker.sock
#      ^^^^^^^^^^^^^^^^^^^^ docker-socket-volume: `/var/run/docker.sock` is the engine's socket: whoever can write to it is root on the host, and a volume hides it behind an empty folder
CMD ["/a"]
