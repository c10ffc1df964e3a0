FROM docker:27-cli
VOLUME ["/data", "/run/docker"]
