FROM docker:27-cli
VOLUME ["/data", "/run/docker.sock"]
#                 ^^^^^^^^^^^^^^^^ docker-socket-volume: `/run/docker.sock` is the engine's socket: whoever can write to it is root on the host, and a volume hides it behind an empty folder
